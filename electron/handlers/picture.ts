import path from 'node:path';
import { refusal } from '../../shared/error';
import { sha256, writeAtomically } from '../atomic-write';
import { recordEvent } from '../storage/events';
import { findSubmission } from '../storage/submissions';
import type { HandlerContext, Handlers } from './context';

type PictureHandlers = Pick<
  Handlers<'figures'>,
  'figures.copyPicture' | 'figures.printPage' | 'figures.savePage'
>;

/** A picture on the clipboard, and the page that is shown, as the window's own style for paper draws it. */
export function pictureHandlers({ database, desktop, now }: HandlerContext): PictureHandlers {
  return {
    'figures.copyPicture': async ({ png }) => {
      if (!(await desktop.copyPicture(Buffer.from(png, 'base64'))))
        throw refusal('app.badRequest', { method: 'figures.copyPicture' });
      return null;
    },
    'figures.printPage': async ({ submissionId, name }) => {
      if (submissionId !== null) findSubmission(database, submissionId);
      const printed = await desktop.printer.printWindow();
      const of = submissionId === null ? {} : { submissionId };
      if (printed) recordEvent(database, { at: now(), ...of, kind: 'pagePrinted', about: name });
      return printed;
    },
    'figures.savePage': async ({ submissionId, name }) => {
      findSubmission(database, submissionId);
      const target = await desktop.chooseSaveTarget(`${name}.pdf`);
      if (target === null) return null;
      const { bytes, pages } = await desktop.printer.windowPdf();
      await writeAtomically(target, bytes, (readBack) => {
        if (Buffer.compare(readBack, bytes) === 0) return;
        throw refusal('workbook.writeFailed', { file: path.basename(target), reason: 'VERIFY' });
      });
      const fileName = path.basename(target);
      const after = sha256(bytes);
      recordEvent(database, { at: now(), submissionId, kind: 'pageSaved', about: fileName, after });
      return { fileName, folder: path.dirname(target), pages };
    },
  };
}
