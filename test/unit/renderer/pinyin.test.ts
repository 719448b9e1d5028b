import { expect, it } from 'vitest';
import { createPinyin } from '../../../renderer/grid/pinyin';

it('asks again for a dictionary that could not be fetched, and never fails itself', async () => {
  let asked = 0;
  const isWrittenWith = () => true;
  const pinyin = createPinyin(() => {
    asked += 1;
    return asked === 1 ? Promise.reject(new Error('gone')) : Promise.resolve({ isWrittenWith });
  });
  await expect(pinyin.load()).resolves.toBeNull();
  expect(pinyin.match()).toBeNull();
  await expect(pinyin.load()).resolves.toBe(isWrittenWith);
  expect(pinyin.match()).toBe(isWrittenWith);
  await pinyin.load();
  expect(asked).toBe(2);
});
