import type { Definitions } from '../../shared/definitions';
import type { Form } from '../../shared/form';

/** Forms about one thing, under the heading that the edition gives it. */
export interface FormGroup {
  readonly title: string;
  /** Published by the county bureau, beside the ministry's edition. */
  readonly local: boolean;
  readonly forms: readonly Form[];
}

/** The school's forms as the window arranges them: the ministry's groups, then the bureau's; empty groups are left out. */
export function formGroups(
  { editions }: Pick<Definitions, 'editions'>,
  edition: string,
  forms: readonly Form[],
): readonly FormGroup[] {
  const byCode = new Map(forms.map((form) => [form.code, form]));
  return [edition, 'local'].flatMap((id) =>
    (editions.find((candidate) => candidate.id === id)?.groups ?? [])
      .map(({ title, forms: codes }) => ({
        title,
        local: id === 'local',
        forms: codes.flatMap((code) => byCode.get(code) ?? []),
      }))
      .filter((group) => group.forms.length > 0),
  );
}
