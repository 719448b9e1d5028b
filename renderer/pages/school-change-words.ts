import type { ChangedForm, SchoolChange, SubmissionChange } from '../../shared/school-change';

/** What the clerk reads about one round before she saves a changed school. */
export interface ChangeWords {
  readonly title: string;
  readonly lines: readonly string[];
}

function withValues({ form, title, values }: ChangedForm): string {
  return `${form} ${title}（${values} 个数）`;
}

/** Filled forms with their title and how much is in them, empty ones by their code. */
function listed(forms: readonly ChangedForm[]): string {
  const filled = forms.filter(({ values }) => values > 0).map(withValues);
  const empty = forms.filter(({ values }) => values === 0).map(({ form }) => form);
  return [...filled, ...(empty.length > 0 ? [`${empty.join('、')}（没有填数）`] : [])].join('；');
}

function wordsOf({ collection, hidden, hiddenRows, added }: SubmissionChange): ChangeWords {
  const back = added.filter(({ values }) => values > 0);
  const fresh = added.filter(({ values }) => values === 0);
  return {
    title: collection,
    lines: [
      hidden.length > 0 ? `将不再显示：${listed(hidden)}` : '',
      ...hiddenRows.map(
        (rows) => `${rows.form} 将不再显示这些行、列：${rows.labels.join('、')}（${rows.values} 个数）`,
      ),
      back.length > 0 ? `重新显示：${listed(back)}` : '',
      fresh.length > 0 ? `新增：${fresh.map(({ form, title }) => `${form} ${title}`).join('、')}` : '',
    ].filter((line) => line !== ''),
  };
}

/** Empty when nothing that the clerk could miss would change. */
export function changeWords({ drafts, finalised }: SchoolChange): readonly ChangeWords[] {
  return [
    ...drafts.map(wordsOf),
    ...finalised.map((title) => ({
      title,
      lines: ['已定稿，仍是定稿时的样子。要按新档案上报，请取消定稿后重新定稿。'],
    })),
  ];
}
