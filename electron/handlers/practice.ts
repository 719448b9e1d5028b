import { refusal } from '../../shared/error';
import { discardSample, prepareSample } from '../practice';
import { readSetting, writeSetting } from '../storage/settings';
import type { HandlerContext, Handlers } from './context';

export function practiceHandlers(context: HandlerContext): Handlers<'practice'> {
  const { database, definitions, resources, now, workplace } = context;
  const { dataFolder, practice, reopen } = workplace;

  let entering: Promise<void> | null = null;

  async function enter(): Promise<void> {
    // While the real data stay open: what goes wrong here leaves her where she is.
    await prepareSample({ dataFolder, own: database, definitions, resources, now: now() });
    await reopen(true);
  }

  return {
    'practice.enter': async () => {
      if (practice) return null;
      // Asked for twice it is made once: a second making would take the files away from under the first.
      entering ??= enter().finally(() => {
        entering = null;
      });
      await entering;
      return null;
    },
    'practice.leave': async ({ discard }) => {
      if (!practice) return null;
      await reopen(false, discard ? () => discardSample(dataFolder) : undefined);
      return null;
    },
    'practice.guide': () =>
      (practice ? readSetting(database, 'guide') : undefined) ?? { done: [], folded: false },
    'practice.remember': (memory) => {
      if (!practice) throw refusal('app.badRequest', { method: 'practice.remember' });
      writeSetting(database, 'guide', memory);
      return null;
    },
  };
}
