import { stillStands } from './answers';
import type { Given } from './answers';
import type { Doubt, FactColumn } from './facts';
import type { NotCounted, RosterAssumption } from './plan';

/** What has to be supposed, before it is known which forms it is about. */
export interface Asked {
  readonly id: string;
  /** About how many people. */
  readonly people: number;
  readonly choices: RosterAssumption['choices'];
  /** What is usual; null where nothing is. */
  readonly usual: string | null;
  readonly params?: RosterAssumption['params'];
  /** What a doubt is called while nobody has answered: 「就读方式」. */
  readonly label: string;
}

/** A choice after which nothing is counted that depends on it. */
export const skipped = { id: 'skip', label: '不从名册算，由我填写' } as const;

export interface Answer {
  readonly id: string;
  /** The choice; null while it is open or is `skip`. */
  readonly choice: string | null;
  readonly doubt: Doubt;
}

/** Collects what has to be supposed and gives the clerk's answers. Nothing is answered by itself. */
export class Assumptions {
  readonly #asked = new Map<string, Asked>();
  readonly #doubts = new Map<string, Doubt>();

  constructor(
    readonly answers: Readonly<Record<string, string>>,
    readonly given?: Given,
  ) {}

  /** An answer that is none of the choices, or that was given for other people, is no answer. */
  ask(asked: Asked): Answer {
    this.#asked.set(asked.id, asked);
    const answer = this.#answerOf(asked);
    return {
      id: asked.id,
      choice: answer === skipped.id ? null : answer,
      doubt: this.doubt(answer === skipped.id ? 'skipped' : 'unanswered', asked.label),
    };
  }

  /** The same reason is the same object, so that people can be grouped by it. */
  doubt(reason: NotCounted['reason'], label: string): Doubt {
    const key = `${reason} ${label}`;
    const known = this.#doubts.get(key) ?? { reason, label };
    this.#doubts.set(key, known);
    return known;
  }

  #answerOf(asked: Asked): string | null {
    const { id, choices } = asked;
    const answer = this.answers[id];
    if (this.given !== undefined && !stillStands(this.given.about[id] ?? '', asked, this.given.rosters))
      return null;
    return choices.some((choice) => choice.id === answer) ? (answer ?? null) : null;
  }

  /** Everything that was asked, with the forms that depend on it; what no form depends on is not asked of the clerk. */
  all(formsOf: (id: string) => readonly string[]): readonly RosterAssumption[] {
    return [...this.#asked.values()]
      .map((asked) => ({
        id: asked.id,
        params: asked.params ?? {},
        people: asked.people,
        choices: asked.choices,
        usual: asked.usual,
        answer: this.#answerOf(asked),
        forms: formsOf(asked.id),
      }))
      .filter(({ forms }) => forms.length > 0);
  }
}

/** Puts what follows from an answer, or the doubt while there is none. */
export function supposed(column: FactColumn, index: number, answer: Answer, value: FactValue): void {
  column.assumptions.add(answer.id);
  if (answer.choice === null) column.doubt(index, answer.doubt);
  else column.put(index, value);
}
type FactValue = Parameters<FactColumn['put']>[1];

/** What a blank means in a column that others fill: the value that such files leave out. */
export const blankMeans: Readonly<Record<string, string>> = {
  status: '在读',
  residence: '走读',
  leftBehind: '否',
  migrant: '否',
  workersChild: '否',
  ethnicity: '汉族',
  disability: '无',
  party: '群众',
  overseas: '否',
  specialClass: '否',
  mixed: '否',
  foreign: '否',
  title: '未定职级',
};

/** What a choice is called where its value would say nothing to the reader of the question. */
export const blankWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  preschool: {
    0: '没有受过学前教育',
    1: '受过一年学前教育',
    2: '受过两年学前教育',
    3: '受过三年学前教育',
  },
};

/** Columns of which a blank says nothing: the clerk chooses one of the values for all of them, or none. */
export const blankOpen: Readonly<Record<string, readonly string[]>> = {
  preschool: ['0', '1', '2', '3'],
  permanent: ['是', '否'],
  preschoolMajor: ['是', '否'],
};
