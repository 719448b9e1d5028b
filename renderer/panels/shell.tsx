import { lazy, Suspense } from 'react';
import { HomePage } from '../pages/home-page';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { CellDetails } from './cell-details';
import { FindingsPanel } from './findings-panel';
import { FormTree } from './form-tree';
import { SidePanel } from './side-panel';
import { StatusLine } from './status-line';
import { TopBar } from './top-bar';

const loadForm = () => import('../pages/form-page');
const loadIndicators = () => import('../pages/indicators-page');
const loadFinish = () => import('../pages/finish-page');

const FormPage = lazy(async () => ({ default: (await loadForm()).FormPage }));
const IndicatorsPage = lazy(async () => ({ default: (await loadIndicators()).IndicatorsPage }));
const FinishPage = lazy(async () => ({ default: (await loadFinish()).FinishPage }));

/** Fetches the pages that the first paint can do without. */
export function fetchOtherPages() {
  void loadForm();
  void loadIndicators();
  void loadFinish();
}

/** The window: the forms at the left, the page in the middle, details at the right, findings at the foot. */
export function Shell() {
  const { navigation } = useApp();
  const page = useValue(navigation.page);
  const folded = useValue(navigation.folded);
  return (
    <div className="shell" data-page={page.name} data-folded={[...folded].join(' ')}>
      <TopBar />
      <SidePanel panel="tree" title="报表目录">
        <FormTree />
      </SidePanel>
      <main className="middle" data-region="page">
        <Suspense fallback={<p className="loading">正在打开……</p>}>
          <CurrentPage />
        </Suspense>
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
  const { definitions } = useSubmission();
  switch (page.name) {
    case 'home':
      return <HomePage />;
    case 'indicators':
      return <IndicatorsPage />;
    case 'finish':
      return <FinishPage />;
    case 'form': {
      const form = definitions.forms[page.form];
      return form === undefined ? <HomePage /> : <FormPage key={form.code} form={form} />;
    }
  }
}
