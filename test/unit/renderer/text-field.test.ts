import { expect, it } from 'vitest';
import { takesText } from '../../../renderer/components/text-field';

it.each([
  ['INPUT', true],
  ['TEXTAREA', true],
  ['SELECT', true],
  ['BUTTON', false],
  ['BODY', false],
])('%s takes text: %s', (tagName, expected) => {
  expect(takesText({ tagName })).toBe(expected);
});

it('takes text where the page itself is edited, and nowhere without the focus', () => {
  expect(takesText({ tagName: 'DIV', isContentEditable: true })).toBe(true);
  expect(takesText({ tagName: 'DIV', isContentEditable: false })).toBe(false);
  expect(takesText(null)).toBe(false);
});
