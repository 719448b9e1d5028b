import { errorSentence } from '../../shared/messages';
import { errorOf } from '../api';
import type { App } from './context';

/** Opens the sample school; main then loads the page anew. False when it could not be, and she was told why. */
export async function enterPractice({ call, session, notices }: App): Promise<boolean> {
  try {
    if (!(await session.saveNow())) {
      notices.tell('还有内容没有保存，请先在下方状态栏点「重试」。', 'problem');
      return false;
    }
    notices.tell('正在准备示例学校……');
    await call('practice.enter', null);
    return true;
  } catch (thrown) {
    notices.tell(errorSentence(errorOf(thrown)), 'problem');
    return false;
  }
}

/** Back to the real data, the sample thrown away or kept; as `enterPractice`. */
export async function leavePractice({ call, session, notices }: App, discard: boolean): Promise<boolean> {
  try {
    if (!(await session.saveNow()) && !discard) {
      notices.tell('练习里还有内容没有保存，请先在下方状态栏点「重试」，或直接删除示例。', 'problem');
      return false;
    }
    sessionStorage.setItem('leftSample', '');
    await call('practice.leave', { discard });
    return true;
  } catch (thrown) {
    sessionStorage.removeItem('leftSample');
    notices.tell(errorSentence(errorOf(thrown)), 'problem');
    return false;
  }
}
