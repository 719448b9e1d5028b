import type { AppError } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import type { Call } from '../api';
import { BackupsRescue, ManualHelp, StartCheck } from '../on-demand';

interface StartProblemPageProps {
  readonly error: AppError;
  readonly call: Call;
}

/** What a copy of the database is the remedy for. */
const remedied: ReadonlySet<AppError['code']> = new Set(['database.corrupt', 'backup.dataMissing']);

/** The program cannot start: why, and what the clerk can do about it. */
export function StartProblemPage({ error, call }: StartProblemPageProps) {
  return (
    <main className="start-problem">
      <h1>程序现在不能打开</h1>
      <p role="alert" data-testid="start-problem">
        {errorSentence(error)}
      </p>
      {remedied.has(error.code) && (
        <BackupsRescue call={call} missing={error.code === 'backup.dataMissing'} />
      )}
      <div className="card-buttons start-problem-ways">
        <button
          type="button"
          className={remedied.has(error.code) ? undefined : 'primary'}
          onClick={() => void call('app.openDataFolder', null).catch(() => null)}
        >
          打开数据文件夹
        </button>
        <button type="button" onClick={() => void call('app.quit', null).catch(() => null)}>
          退出
        </button>
        <ManualHelp chapter="trouble" />
      </div>
      <StartCheck call={call} />
    </main>
  );
}
