import { useApp, useSubmission } from '../store/context';
import { switchTo } from '../store/switching';
import { DetailButton } from './cell-details-button';

interface OtherYearProps {
  readonly schoolYear: number;
  readonly form: string;
  readonly cell: string;
}

/** The way to the same cell in an earlier year's own return; nothing where that year has no such cell. */
export function OtherYear({ schoolYear, form, cell }: OtherYearProps) {
  const app = useApp();
  const { lastYear } = useSubmission();
  const collection = lastYear.collectionOf(schoolYear);
  const place = lastYear.placeIn(schoolYear, form, cell);
  if (collection === null || place === null) return null;

  async function open(collectionId: number) {
    const store = await switchTo(app, { collectionId });
    if (store === null || place === null) return;
    app.navigation.goToCell(store, place);
    app.notices.tell(
      `这是 ${schoolYear}—${schoolYear + 1} 学年的报表。看完后，请在上面的年报任务里选回本年。`,
    );
  }

  return (
    <DetailButton
      className="link other-year"
      hook="other-year"
      label={`打开 ${schoolYear}—${schoolYear + 1} 学年的报表，到这一格`}
      onPress={() => void open(collection.id)}
    >
      打开
    </DetailButton>
  );
}
