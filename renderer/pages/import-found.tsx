import { useEffect, useRef } from 'react';
import type { ImportReport, SheetReport } from '../../shared/import/report';
import { useApp } from '../store/context';
import { schoolYearText } from './due-date';
import { ImportProblems } from './import-problems';
import type { StageProps } from './import-steps';

const howNames = { layout: '版式一致', labels: '按表头和行名' } as const;

const partNames: Readonly<Record<Exclude<SheetReport['part'], 'form' | 'unknown'>, string>> = {
  front: '封面、目录',
  explanations: '数据核查结果说明',
  indicators: '指标表',
  data: '程序数据',
};

/** What the file is and what of it was recognised. */
export function ImportFound({ flow, state }: StageProps) {
  const next = useRef<HTMLButtonElement>(null);
  const { report } = state;
  const idle = state.busy === null;
  useEffect(() => {
    if (idle) next.current?.focus({ preventScroll: true });
  }, [idle, report]);
  if (report === null) return null;
  const unknown = report.sheets.filter(({ part }) => part === 'unknown');
  const taken = report.edits.filter(({ fate }) => fate === 'taken').length;
  const left = report.edits.length - taken;
  return (
    <>
      <Facts report={report} />
      {unknown.length > 0 && (
        <p className="import-warning" data-testid="import-unrecognised">
          没有认出的工作表：{unknown.map(({ sheet }) => `「${sheet}」`).join('、')}
          。其中的内容不会导入，有要用的数请手工填写。
        </p>
      )}
      {report.edits.length > 0 && (
        <p className="import-warning">
          这个文件导出以后，在别的软件里改过 {report.edits.length} 处：{editsText(taken, left)}。
        </p>
      )}
      <ImportProblems
        problems={report.problems.filter(({ error }) => error.code !== 'import.unknownSheet')}
      />
      <Sheets report={report} />
      <footer className="import-foot">
        <button
          ref={next}
          type="button"
          className="primary"
          data-testid="import-next"
          disabled={!idle}
          onClick={() => flow.show('target')}
        >
          下一步：归到哪所学校
        </button>
      </footer>
    </>
  );
}

function editsText(taken: number, left: number): string {
  return [
    ...(taken > 0 ? [`${taken} 处是填报的数，核对差异时标出，由您决定要不要`] : []),
    ...(left > 0 ? [`${left} 处是合计或表上的文字，不导入，核对差异时说明`] : []),
  ].join('；');
}

interface ReportProps {
  readonly report: ImportReport;
}

function Facts({ report }: ReportProps) {
  const { editions } = useApp().session.definitions;
  const { origin, school, schoolYear, edition, state, version } = report;
  const unsaid = <span className="import-unsaid">文件里没有写，下一步选择</span>;
  const own = origin === 'own';
  const said = [school.name, school.code, school.type].filter((part) => part !== null);
  return (
    <dl className="import-facts" data-testid="import-facts">
      <div>
        <dt>文件</dt>
        <dd>{report.fileName}</dd>
      </div>
      <div>
        <dt>来源</dt>
        <dd>{own ? '本程序导出的工作簿' : '官方年报工作簿（没有本程序的数据，按表上的内容读取）'}</dd>
      </div>
      <div>
        <dt>学校</dt>
        <dd>{said.length === 0 ? unsaid : said.join(' · ')}</dd>
      </div>
      <div>
        <dt>学年</dt>
        <dd>{schoolYear === null ? unsaid : schoolYearText(schoolYear)}</dd>
      </div>
      <div>
        <dt>报表版本</dt>
        <dd>{editions.find(({ id }) => id === edition)?.title ?? unsaid}</dd>
      </div>
      {own && (
        <div>
          <dt>状态</dt>
          <dd>{state === 'finalised' ? `正式文件，第 ${version} 版` : '草稿'}</dd>
        </div>
      )}
    </dl>
  );
}

function Sheets({ report }: ReportProps) {
  const { sheets, problems } = report;
  const forms = sheets.filter(({ part }) => part === 'form');
  const others = sheets.filter(({ part }) => part !== 'form' && part !== 'unknown');
  const cells = forms.reduce((sum, sheet) => sum + sheet.cells, 0);
  const counts = new Map<string, number>();
  for (const { sheet } of problems) counts.set(sheet, (counts.get(sheet) ?? 0) + 1);
  return (
    <section>
      <h2>
        认出 {forms.length} 张表，读到 {cells} 格
      </h2>
      <div className="import-scroll" tabIndex={0} role="region" aria-label="认出的表">
        <table className="import-table import-sheets" data-testid="import-sheets">
          <thead>
            <tr>
              <th scope="col">工作表</th>
              <th scope="col">认出的表</th>
              <th scope="col">怎样认出</th>
              <th scope="col">读到</th>
              <th scope="col" title="表里有、这张工作表上找不到位置的格">
                找不到的格
              </th>
              <th scope="col">问题</th>
            </tr>
          </thead>
          <tbody>
            {forms.map(({ sheet, form, title, how, cells, missing }) => (
              <tr key={`${sheet}/${form ?? ''}`}>
                <td>{sheet}</td>
                <td>
                  <span className="form-code">{form}</span> {title}
                </td>
                <td>{how === null ? '' : howNames[how]}</td>
                <td className="number">{cells} 格</td>
                <td className="number" data-some={missing > 0 || undefined}>
                  {missing > 0 ? `${missing} 格` : ''}
                </td>
                <td className="number" data-some={counts.has(sheet) || undefined}>
                  {counts.has(sheet) ? `${counts.get(sheet) ?? 0} 处` : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {others.length > 0 && (
        <p className="card-hint">
          其他工作表：
          {others
            .map(({ sheet, part }) =>
              part === 'form' || part === 'unknown' ? '' : `「${sheet}」（${partNames[part]}）`,
            )
            .join('、')}
        </p>
      )}
    </section>
  );
}
