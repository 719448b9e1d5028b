import { useEffect } from 'react';
import { FinishPage } from '../pages/finish-page';
import { FormPage } from '../pages/form-page';
import { HomePage } from '../pages/home-page';
import { ImportPage } from '../pages/import-page';
import { IndicatorsPage } from '../pages/indicators-page';
import { PrintPage } from '../pages/print-page';
import { TemplatePage } from '../pages/template-page';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { CellDetails } from './cell-details';
import { FindingsPanel } from './findings-panel';
import { FormTree } from './form-tree';
import { SidePanel } from './side-panel';
import { StatusLine } from './status-line';
import { TopBar } from './top-bar';

/** The window: the forms at the left, the page in the middle, details at the right, findings at the foot. */
export function Shell() {
  const { navigation } = useApp();
  const page = useValue(navigation.page);
  const folded = useValue(navigation.folded);
  const { forms } = useSubmission();
  useEffect(() => {
    // Another school or year begins with what is left to do, unless she is comparing one form across schools.
    const now = navigation.page.get();
    if (now.name !== 'form' || !forms.some(({ code }) => code === now.form)) navigation.go({ name: 'home' });
  }, [navigation, forms]);
  return (
    <div className="shell" data-page={page.name} data-folded={[...folded].join(' ')}>
      <TopBar />
      <SidePanel panel="tree" title="报表目录">
        <FormTree />
      </SidePanel>
      <main className="middle" data-region="page">
        <CurrentPage />
      </main>
      {page.name === 'form' && (
        <SidePanel panel="details" title="单元格说明">
          <CellDetails />
        </SidePanel>
      )}
      <FindingsPanel />
      <StatusLine />
    </div>
  );
}

function CurrentPage() {
  const page = useValue(useApp().navigation.page);
  const { forms } = useSubmission();
  switch (page.name) {
    case 'home':
      return <HomePage />;
    case 'indicators':
      return <IndicatorsPage />;
    case 'finish':
      return <FinishPage />;
    case 'import':
      return <ImportPage />;
    case 'template':
      return <TemplatePage />;
    case 'print':
      return <PrintPage form={page.form} />;
    case 'form': {
      // The form of the school before may be none of this one's.
      const form = forms.find(({ code }) => code === page.form);
      return form === undefined ? <HomePage /> : <FormPage key={form.code} form={form} />;
    }
  }
}
