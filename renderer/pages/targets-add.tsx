import { useMemo, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Input, SearchField } from 'react-aria-components/SearchField';
import type { Indicator } from '../../shared/indicator-definition';
import { Dialog } from '../components/dialog';
import { useApp } from '../store/context';
import type { DraftRow } from './targets-draft';
import { figuresFound } from './targets-search';

interface TargetsAddProps {
  readonly rows: readonly DraftRow[];
  readonly onClose: () => void;
  readonly onChoose: (indicator: Indicator, stage: Indicator['stages'][number]) => void;
}

/** Chooses the figure that gets a target: an indicator and a stage, found by typing part of its name. */
export function TargetsAdd({ rows, onClose, onChoose }: TargetsAddProps) {
  const { indicators } = useApp().session.definitions;
  const [typed, setTyped] = useState('');
  const there = useMemo(
    () => rows.map(({ threshold }) => `${threshold.indicator} ${threshold.figureStage ?? threshold.stage}`),
    [rows],
  );
  const shown = useMemo(() => figuresFound(typed, indicators, there), [typed, indicators, there]);

  function choose(key: string) {
    const found = shown.find((figure) => figure.key === key);
    if (found !== undefined && !found.there) onChoose(found.indicator, found.stage);
  }

  return (
    <Dialog title="添加目标值" onClose={onClose} wide>
      <div
        className="targets-chooser"
        onKeyDownCapture={(event) => {
          // The first Escape empties the field, as everywhere; with nothing in it the list is what is left.
          if (event.key !== 'Escape' || typed !== '') return;
          event.stopPropagation();
          onClose();
        }}
      >
        <Autocomplete inputValue={typed} onInputChange={setTyped}>
          <SearchField aria-label="查找指标" autoFocus>
            <Input
              data-testid="find-figure"
              data-focus-first
              placeholder="指标名称中的几个字，例如 巩固率 初中"
              onKeyDown={(event) => {
                // The best match is taken without going down to it first.
                const best = shown.find((figure) => !figure.there);
                const chosen = event.currentTarget.getAttribute('aria-activedescendant');
                if (event.key === 'Enter' && !event.nativeEvent.isComposing && !chosen && best !== undefined)
                  choose(best.key);
              }}
            />
          </SearchField>
          <ListBox
            aria-label="指标"
            className="targets-found"
            items={shown}
            disabledKeys={shown.filter((figure) => figure.there).map(({ key }) => key)}
            onAction={(key) => choose(String(key))}
            renderEmptyState={() => <p className="targets-none">没有找到。可以只试名称中的两三个字。</p>}
          >
            {({ key, indicator, stage, there: isThere }) => (
              <ListBoxItem
                id={key}
                textValue={`${indicator.name} ${stage}${isThere ? ' 已有' : ''}`}
                data-testid="found-figure"
              >
                <span className="found-name">{indicator.name}</span>
                <span className="found-type">{stage}</span>
                <span className="found-code">
                  {isThere ? '已有' : `${indicator.theme} · ${indicator.unit}`}
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        </Autocomplete>
      </div>
    </Dialog>
  );
}
