import { useState } from 'react';
import { errorSentence } from '../../shared/messages';
import { placeFault } from '../../shared/template/check';
import type { TemplateProblem, TemplateSheet } from '../../shared/template/report';
import { indexOf } from '../../shared/template/sheets';
import { cellSourceName, readCellSource, sourceName } from '../../shared/template/source';
import { cellSourceValue, type TemplateFigures } from '../../shared/template/source-value';
import { cellSourceWords, sourceWords, typedSource } from '../../shared/template/words';
import { useSubmission } from '../store/context';
import { useValue } from '../store/observable';
import { Chooser } from './template-chooser';
import { listThrough, withSource, type MappedShown } from './template-mapped';
import type { TemplateStore } from './template-store';
import { suggestions } from './template-suggestions';
import { ListRows, Typed } from './template-typed';
import { byWords, valueSentence } from './template-words';

interface TemplateSourceProps {
  readonly template: TemplateStore;
  readonly sheet: TemplateSheet;
  readonly address: string | null;
  readonly mapped: ReadonlyMap<string, MappedShown>;
  readonly problems: readonly TemplateProblem[];
  readonly figures: TemplateFigures;
}

/** The chosen cell and where its value comes from: by choosing, or by typing the name. */
export function TemplateSource(props: TemplateSourceProps) {
  const { sheet, address, problems } = props;
  if (address === null) {
    return (
      <aside className="template-source" aria-label="来源">
        <h2>来源</h2>
        <p className="card-hint">点表中的一格，这里选它从哪里取数。</p>
        <p className="card-hint">键盘：方向键移动，回车选来源，Delete 清除，Ctrl+Z 撤销。</p>
      </aside>
    );
  }
  const content = indexOf(sheet).cells.get(address);
  const fault = placeFault(indexOf(sheet), address);
  return (
    <aside className="template-source" aria-label="来源">
      <h2>
        {sheet.sheet} {address}
      </h2>
      {content !== undefined && content.text !== '' && (
        <p className="template-text">模板原文：{content.text}</p>
      )}
      {fault === null ? <SourceOf {...props} address={address} /> : <p>{errorSentence(fault)}</p>}
      {problems
        .filter(({ error }) => error.code !== fault?.code)
        .map(({ error }, index) => (
          <p className="card-problem" key={`${error.code} ${index}`}>
            {errorSentence(error)}
          </p>
        ))}
    </aside>
  );
}

function SourceOf({
  template,
  sheet,
  address,
  mapped,
  figures,
}: TemplateSourceProps & { readonly address: string }) {
  const { definitions } = useSubmission();
  const { places } = useValue(template.state);
  const [refused, setRefused] = useState<string | null>(null);
  const shown = mapped.get(address);
  const through = listThrough(places.lists, sheet.sheet, address);
  const current = shown?.read ?? null;
  const source = shown?.source ?? '';

  /** False when the text names nothing; then the mapping stays as it was. */
  function set(text: string): boolean {
    if (text.trim() === '') {
      setRefused(null);
      if (source !== '') template.change(withSource(places, sheet, address, null));
      return true;
    }
    const found = readCellSource(definitions, text);
    if ('unknown' in found) {
      setRefused(errorSentence({ code: 'template.unknownSource', params: { source: found.unknown } }));
      return false;
    }
    setRefused(null);
    if (cellSourceName(found.read) !== source)
      template.change(withSource(places, sheet, address, found.read));
    return true;
  }

  return (
    <>
      {shown === undefined &&
        suggestions(definitions, mapped, address).map(({ source: next, after }) => (
          <button
            key={after}
            type="button"
            className="template-suggestion"
            data-testid={`suggest-${after}`}
            onClick={() => set(sourceName(next))}
          >
            {after === 'left' ? '接着左边：' : '接着上面：'}
            {sourceWords(definitions, next)}
          </button>
        ))}
      <Chooser source={current?.kind === 'single' ? current.source : null} onChoose={set} />
      <Typed source={current === null ? source : typedSource(current)} onSet={set} />
      {refused !== null && (
        <p className="card-problem" role="alert">
          {refused}
        </p>
      )}
      {shown !== undefined && (
        <dl className="template-shown" data-testid="source-shown">
          <dt>来源</dt>
          <dd>{cellSourceWords(definitions, shown.source)}</dd>
          <dt>对照</dt>
          <dd>{byWords[shown.by]}</dd>
          <dt>本校的数</dt>
          <dd data-testid="source-value">
            {valueSentence(
              shown.by === 'list' || current === null ? shown.value : cellSourceValue(current, figures),
            )}
          </dd>
        </dl>
      )}
      {through !== null && <ListRows template={template} {...through} />}
      {shown !== undefined && (
        <button
          type="button"
          data-testid="clear-source"
          onClick={() => template.change(withSource(places, sheet, address, null))}
        >
          清除对照 <kbd>Delete</kbd>
        </button>
      )}
    </>
  );
}
