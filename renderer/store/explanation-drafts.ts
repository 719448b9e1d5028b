import type { Finding } from '../../shared/finding';
import { keepDraft } from './draft';
import { createKeyed, type Keyed } from './keyed';
import type { SubmissionStore } from './submission-store';

/** Explanations that were typed and not accepted yet, by the key of their finding. */
export interface ExplanationDrafts {
  readonly texts: Keyed<string | null>;
  /** Null takes the draft away. */
  put(this: void, finding: Finding, text: string | null): void;
}

type Explains = Pick<SubmissionStore, 'explain'>;

const known = new WeakMap<Explains, ExplanationDrafts>();

/** Those of a submission: they last as long as it is open. */
export function draftsOf(store: Explains): ExplanationDrafts {
  const drafts = known.get(store) ?? createDrafts(store);
  known.set(store, drafts);
  return drafts;
}

function createDrafts({ explain }: Explains): ExplanationDrafts {
  const drafts = new Map<string, { readonly finding: Finding; readonly text: string }>();
  const texts = createKeyed<string | null>((key) => drafts.get(key)?.text ?? null);
  let release: (() => void) | null = null;

  function put(finding: Finding, text: string | null) {
    if (text === null) drafts.delete(finding.key);
    else drafts.set(finding.key, { finding, text });
    if (drafts.size > 0) release ??= keepDraft(acceptAll);
    else {
      release?.();
      release = null;
    }
    texts.changed([finding.key]);
  }

  /** A box that was emptied and not saved takes nothing away. */
  function acceptAll() {
    for (const { finding, text } of [...drafts.values()]) {
      put(finding, null);
      if (text.trim() !== '') explain(finding, text);
    }
  }

  return { texts, put };
}
