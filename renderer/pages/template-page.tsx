import { lazy, Suspense } from 'react';

const Workspace = lazy(() =>
  import('./template-workspace').then(({ TemplateWorkspace }) => ({ default: TemplateWorkspace })),
);

/** The bureau's own workbook; read from the disk when somebody comes here, not at the start. */
export function TemplatePage() {
  return (
    <Suspense fallback={<div className="page" />}>
      <Workspace />
    </Suspense>
  );
}
