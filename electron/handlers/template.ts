import type { HandlerContext, Handlers } from './context';
import type { TemplateDesk } from './template-desk';

/** What a template needs is read from the disk when the first one is opened, not at the start. */
export function templateHandlers(context: HandlerContext): Handlers<'template'> {
  let opened: Promise<TemplateDesk> | undefined;
  const desk = () => {
    opened ??= import('./template-desk').then(({ createTemplateDesk }) => createTemplateDesk(context));
    return opened;
  };
  return {
    'template.read': async ({ submissionId }) => (await desk()).read(submissionId),
    'template.loadMapping': async ({ templateId }) => (await desk()).loadMapping(templateId),
    'template.placeSheet': async ({ templateId, sheet, form }) =>
      (await desk()).placeSheet(templateId, sheet, form),
    'template.saveMapping': async (mapped) => (await desk()).save(mapped),
    'template.fill': async ({ submissionId, ...mapped }) => (await desk()).fill(mapped, submissionId),
    'template.showFilled': async () => (await desk()).showFilled(),
    'template.discard': async () => (await desk()).discard(),
  };
}
