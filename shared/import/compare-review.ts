import { isPersonal } from '../workbook-findings';
import type { Explanation } from '../submission';
import type { Comparing } from './compare';
import { foundExplanations } from './found-explanations';
import type { ImportProblem } from './report';

/** 已核对 as our own workbook carries it; other workbooks do not say. Name lists are in none. */
export function compareReviewed(comparing: Comparing): void {
  const { settled, staged, stored } = comparing;
  const { reviewed } = staged.found;
  if (reviewed === null) return;
  const said = new Set([...staged.found.cells.keys()].map((name) => name.slice(0, name.indexOf('!'))));
  const [before, after] = [new Set(stored.reviewed), new Set(reviewed)];
  for (const form of settled.calculation.forms) {
    const { code, title } = form;
    // A file in which an optional form was left alone is silent about it.
    if (isPersonal(form) || (form.optional === true && !after.has(code) && !said.has(code))) continue;
    if (before.has(code) === after.has(code)) {
      if (after.has(code)) comparing.same += 1;
      continue;
    }
    const words = (is: boolean) => (is ? '已核对' : '未核对');
    comparing.differences.push({
      shown: {
        ...{ key: `reviewed:${code}`, kind: 'reviewed', form: code, cell: '' },
        label: `${code} ${title}`,
        ...{ stored: words(before.has(code)), found: words(after.has(code)), origin: 'file' },
      },
      accept: { kind: 'reviewed', form: code, reviewed: after.has(code) },
      refuse: null,
      follows: null,
    });
  }
}

/**
 * Texts that explain findings. A stored text that the file does not have stays: the file carries only those whose
 * finding was there when it was written.
 */
export function compareExplanations(comparing: Comparing): readonly ImportProblem[] {
  const { definitions, settled, staged, stored } = comparing;
  const { explanations, problems } = foundExplanations(definitions, staged, settled);
  const before = new Map(stored.explanations.map((item) => [item.finding, item]));
  const written = new Map((staged.written?.explanations ?? []).map((item) => [item.finding, item]));
  const withdrawn = [...written.values()].filter(
    ({ finding }) => !explanations.some((item) => item.finding === finding) && before.has(finding),
  );
  const wanted = [...explanations, ...withdrawn.map((item): Explanation => ({ ...item, text: '' }))];
  const findings = new Map(settled.calculation.findings().map((finding) => [finding.key, finding]));
  for (const explanation of wanted) {
    const { finding, text } = explanation;
    const known = before.get(finding);
    if (known !== undefined && saysAsMuch(known, explanation)) {
      comparing.same += 1;
      continue;
    }
    const original = written.get(finding);
    const edited = staged.written !== null && original?.text !== text;
    const instead = edited && known === undefined && original !== undefined ? original : null;
    const about = findings.get(finding);
    const form = about?.form ?? Object.keys(explanation.values)[0]?.split('!')[0] ?? '';
    comparing.differences.push({
      shown: {
        ...{ key: `explanation:${finding}`, kind: 'explanation', form, cell: '' },
        label: `${explanation.exception === true ? '特殊情况说明：' : ''}${about === undefined ? finding : `${form} ${about.text}`}`,
        ...{ stored: known?.text ?? '', found: text, origin: edited ? 'edited' : 'file' },
        ...(instead === null ? {} : { instead: instead.text }),
      },
      accept: { kind: 'explanation', explanation },
      refuse: instead === null ? null : { kind: 'explanation', explanation: instead },
      follows: null,
    });
  }
  return problems;
}

/** A text bound to values of name lists has lost those in the file. */
function saysAsMuch(stored: Explanation, found: Explanation): boolean {
  if (stored.text !== found.text || stored.exception !== found.exception) return false;
  return Object.entries(found.values).every(([name, value]) => stored.values[name] === value);
}
