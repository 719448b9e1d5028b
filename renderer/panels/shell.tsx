import { useEffect } from 'react';
import {
  AboutPage,
  AccessPage,
  AcrossPage,
  BackupsPage,
  CellDetails,
  FindingsPanel,
  FinishPage,
  FormPage,
  HistoryPage,
  ImportPage,
  IndicatorsPage,
  PrintPage,
  SchoolsPage,
  RostersPage,
  TargetsPage,
  TemplatePage,
} from '../on-demand';
import { HomePage } from '../pages/home-page';
import { isAboutSchools, type Page } from '../store/navigation';
import { useApp, useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { FormTree } from './form-tree';
import { useShownPage } from './shown-page';
import { SidePanel } from './side-panel';
import { StatusLine } from './status-line';
import { TopBar } from './top-bar';

/** The window: the forms at the left, the page in the middle, details at the right, findings at the foot. */
export function Shell() {
  const { navigation } = useApp();
  const page = useShownPage();
  const folded = useValue(navigation.folded);
  const { forms } = useSubmission();
  useEffect(() => {
    // Another school or year begins with what is left to do, unless she compares schools, years or targets, or loads
    // the rosters of one school after another: then she stays with what she is looking at.
    const now = navigation.page.get();
    if (
      isAboutSchools(now) ||
      ['indicators', 'targets', 'rosters', 'history', 'backups', 'access', 'about'].includes(now.name)
    )
      return;
    if (now.name !== 'form' || !forms.some(({ code }) => code === now.form)) navigation.go({ name: 'home' });
  }, [navigation, forms]);
  return (
    <div className="shell" data-page={page.name} data-folded={[...folded].join(' ')}>
      <TopBar />
      <SidePanel panel="tree" title="报表目录">
        <FormTree />
      </SidePanel>
      <main className="middle" data-region="page">
        <CurrentPage page={page} />
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

interface CurrentPageProps {
  readonly page: Page;
}

/** The home page is there from the start; every other page is added to renderer/on-demand.ts. */
function CurrentPage({ page }: CurrentPageProps) {
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
    case 'targets':
      return <TargetsPage />;
    case 'rosters':
      return <RostersPage part={page.part} />;
    case 'backups':
      return <BackupsPage />;
    case 'history':
      return <HistoryPage />;
    case 'access':
      return <AccessPage />;
    case 'about':
      return <AboutPage />;
    case 'print':
      return <PrintPage form={page.form} />;
    case 'schools':
      return <SchoolsPage />;
    case 'across':
      return <AcrossPage form={page.form} />;
    case 'form': {
      // The form of the school before may be none of this one's.
      const form = forms.find(({ code }) => code === page.form);
      return form === undefined ? <HomePage /> : <FormPage key={form.code} form={form} />;
    }
  }
}
