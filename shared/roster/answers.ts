import type { RosterAssumption } from './plan';

/** What was asked when an answer was given: without people's names, because answers outlive the rosters. */
type Question = Partial<Pick<RosterAssumption, 'params'>> & {
  readonly people: number;
  readonly choices: readonly { readonly id: string }[];
};

/** Answers to assumptions of which it is known what they were given for. */
export interface Given {
  /** The rosters that are counted now, `12/-/13`: another load has other numbers. */
  readonly rosters: string;
  /** By assumption, as `aboutOf` says it. */
  readonly about: Readonly<Record<string, string>>;
}

/** What an answer is given for, to be kept with it: `12/-/13 45 1x8f3k`, the rosters, the people, the rest of the question. */
export function aboutOf({ people, params = {}, choices }: Question, rosters: string): string {
  return [rosters, people, shortened(JSON.stringify([params, choices.map(({ id }) => id)]))].join(' ');
}

/**
 * Whether an answer still stands: the question is the same one, or it is asked of fewer people of the same rosters
 * because some were corrected or got a word of their own. A roster with other numbers asks again.
 */
export function stillStands(about: string, question: Question, rosters: string): boolean {
  const [then, people, asked] = about.split(' ');
  const [, , asksNow] = aboutOf(question, rosters).split(' ');
  if (asked === asksNow && Number(people) === question.people) return true;
  return then === rosters && question.people < Number(people);
}

/** FNV-1a: names of classes and places are compared, not kept. */
function shortened(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}
