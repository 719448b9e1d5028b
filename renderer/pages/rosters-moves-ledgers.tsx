import { useState } from 'react';
import type { LedgerProposal } from '../../shared/roster/plan';
import { Dialog } from '../components/dialog';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { newRecordId } from '../store/records';
import { ledgerColumns, ledgerEntries, ledgerWords } from './rosters-moves-ledger-view';
import type { RosterMovesStore } from './rosters-moves-store';

interface MovesLedgersProps {
  readonly proposals: readonly LedgerProposal[];
  readonly store: RosterMovesStore;
}

/** Who should stand in a ledger and does not yet. */
export function MovesLedgers({ proposals, store }: MovesLedgersProps) {
  const [shown, setShown] = useState<LedgerProposal['form'] | null>(null);
  const proposal = proposals.find(({ form }) => form === shown);
  if (proposals.length === 0) return null;
  return (
    <div className="moves-ledgers">
      {proposals.map(({ form, records }) => (
        <p key={form} data-testid={`ledger-${form}`}>
          <span>{ledgerWords[form].lead(records.length)}</span>
          <button type="button" data-testid={`open-ledger-${form}`} onClick={() => setShown(form)}>
            看名单并登记…
          </button>
        </p>
      ))}
      {proposal !== undefined && (
        <LedgerDialog proposal={proposal} store={store} onClose={() => setShown(null)} />
      )}
    </div>
  );
}

interface LedgerDialogProps {
  readonly proposal: LedgerProposal;
  readonly store: RosterMovesStore;
  readonly onClose: () => void;
}

/** Shows what would be entered; what is entered is one step of undo, and the ledger is shown to be completed. */
function LedgerDialog({ proposal: { form: code, records }, store, onClose }: LedgerDialogProps) {
  const submission = useSubmission();
  const { navigation, notices } = useApp();
  const locked = useValue(submission.locked);
  const [without, setWithout] = useState<ReadonlySet<number>>(new Set());
  const form = submission.definitions.forms[code];
  if (form === undefined) return null;
  const columns = ledgerColumns(form, records);
  const chosen = records.filter(({ person }) => !without.has(person.id));

  function choose(id: number, wanted: boolean) {
    const next = new Set(without);
    if (wanted) next.delete(id);
    else next.add(id);
    setWithout(next);
  }

  async function enter() {
    if (form === undefined || chosen.length === 0) return;
    await store.settled();
    const ids = chosen.map(() => newRecordId());
    submission.enter(form, ledgerEntries(chosen, ids));
    onClose();
    navigation.goToCell(submission, { form: code, cell: `${ids[0] ?? ''}.${ledgerWords[code].next}` });
    notices.tell(
      `已登记 ${chosen.length} 人。${ledgerWords[code].blanks}名册里没有，请补填。按 Ctrl+Z 可以整体撤销。`,
    );
  }

  return (
    <Dialog title={`登记到 ${code} ${ledgerWords[code].name}`} onClose={onClose} wide>
      <p>
        下面是名册里知道的，登记后在台账里补齐其余各列。台账只存在这台电脑上，身份证件号和学籍号会一起登记。
      </p>
      <div className="moves-ledger-people">
        <table>
          <thead>
            <tr>
              <th scope="col">登记</th>
              {columns.map(({ key, label }) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
              <th scope="col">身份证件号</th>
            </tr>
          </thead>
          <tbody>
            {records.map(({ person, cells }) => (
              <tr key={person.id}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`登记 ${person.values.name ?? ''}`}
                    checked={!without.has(person.id)}
                    onChange={(event) => choose(person.id, event.target.checked)}
                  />
                </td>
                {columns.map(({ key }) => (
                  <td key={key}>{cells[key] ?? ''}</td>
                ))}
                <td className="moves-number">{person.values.identity ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {locked && (
        <p className="card-problem">报表已经定稿，不能修改。要登记请先在「定稿与导出」页取消定稿。</p>
      )}
      <footer>
        <button type="button" onClick={onClose}>
          以后再说
        </button>
        <button
          type="button"
          className="primary"
          data-testid="ledger-enter"
          data-focus-first
          disabled={locked || chosen.length === 0}
          onClick={() => void enter()}
        >
          登记 {chosen.length} 人
        </button>
      </footer>
    </Dialog>
  );
}
