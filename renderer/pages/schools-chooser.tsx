import { useEffect, useMemo, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Input, SearchField } from 'react-aria-components/SearchField';
import { Dialog } from '../components/dialog';
import { useApp, useSubmission } from '../store/context';
import { switchFrom } from '../panels/switch-from';
import { useValue } from '../store/observable';
import { schoolsInOrder } from '../store/school-order';
import { found } from './schools-search';
import '../styles/schools.css';

interface SchoolsChooserProps {
  readonly onClose: () => void;
}

/** The first letters of each name; they come a moment later, because the dictionary is large. */
function useInitials(names: readonly string[]): ReadonlyMap<string, string> {
  const [initials, setInitials] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let left = false;
    void import('pinyin-pro').then(({ pinyin }) => {
      const first = (name: string) =>
        pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
      if (!left) setInitials(new Map(names.map((name) => [name, first(name)])));
    });
    return () => {
      left = true;
    };
  }, [names]);
  return initials;
}

/** Chooses among many schools by typing part of the name, the code or the first letters of its pinyin. */
export function SchoolsChooser({ onClose }: SchoolsChooserProps) {
  const app = useApp();
  const { school: open } = useSubmission();
  const { schools } = useValue(app.session.state);
  const [typed, setTyped] = useState('');
  const order = useMemo(() => schoolsInOrder(schools), [schools]);
  const names = useMemo(() => order.map(({ name }) => name), [order]);
  const initials = useInitials(names);
  const shown = found(
    typed,
    order.map((school) => ({ ...school, initials: initials.get(school.name) ?? '' })),
  );

  function choose(id: number) {
    onClose();
    void switchFrom('choose-school', app, { schoolId: id });
  }

  return (
    <Dialog title={`换学校（共 ${schools.length} 所）`} onClose={onClose}>
      <div
        className="schools-chooser"
        onKeyDownCapture={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
            // The library goes by a row that it names half a second late: Enter was lost, or took one typed past.
            event.preventDefault();
            event.stopPropagation();
            const marked = event.currentTarget.querySelector<HTMLElement>('[role=option][data-focused]');
            const wanted = shown.find(({ id }) => String(id) === marked?.dataset['key']) ?? shown[0];
            if (wanted !== undefined) choose(wanted.id);
          }
          // The first Escape empties the field, as everywhere; with nothing in it the list is what is left.
          if (event.key !== 'Escape' || typed !== '') return;
          event.stopPropagation();
          onClose();
        }}
      >
        <Autocomplete inputValue={typed} onInputChange={setTyped}>
          <SearchField aria-label="查找学校" autoFocus>
            <Input
              data-testid="find-school"
              data-focus-first
              placeholder="校名、标识码或拼音首字母，如 qhxx"
            />
          </SearchField>
          <ListBox
            aria-label="学校"
            className="schools-found"
            items={shown}
            selectionMode="single"
            selectedKeys={[open.id]}
            onAction={(key) => choose(Number(key))}
            renderEmptyState={() => <p className="schools-none">没有找到。可以试校名中的几个字。</p>}
          >
            {({ id, name, code, type }) => (
              <ListBoxItem id={id} textValue={name} data-testid="found-school">
                <span className="found-name">{name}</span>
                <span className="found-type">{type}</span>
                <span className="found-code">{code}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Autocomplete>
      </div>
    </Dialog>
  );
}
