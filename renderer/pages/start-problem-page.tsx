import type { AppError } from '../../shared/error';
import { errorSentence } from '../../shared/messages';
import type { Call } from '../api';

interface StartProblemPageProps {
  readonly error: AppError;
  readonly call: Call;
}

/** The program cannot start: why, and what the clerk can do about it. */
export function StartProblemPage({ error, call }: StartProblemPageProps) {
  return (
    <main className="start-problem" role="alert">
      <h1>程序现在不能打开</h1>
      <p data-testid="start-problem">{errorSentence(error)}</p>
      <div className="card-buttons">
        <button
          type="button"
          className="primary"
          onClick={() => void call('app.openDataFolder', null).catch(() => null)}
        >
          打开数据文件夹
        </button>
        <button type="button" onClick={() => void call('app.quit', null).catch(() => null)}>
          退出
        </button>
      </div>
    </main>
  );
}
