import { lazy, Suspense } from 'react';

// The start of the program does not wait for what is opened once a year.
const ImportSteps = lazy(async () => ({ default: (await import('./import-steps')).ImportSteps }));

/** An import, from the choice of a file to the stored figures. */
export function ImportPage() {
  return (
    <Suspense>
      <ImportSteps />
    </Suspense>
  );
}
