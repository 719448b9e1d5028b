import { useMemo, useState } from 'react';
import type { TargetProfile } from '../../shared/target-profile';
import { useApp } from '../store/context';
import { comparedRows, type Difference } from './targets-compare';
import type { TargetsStore } from './targets-store';
import { versionText } from './targets-words';

const differenceNames: Readonly<Record<Difference, string>> = {
  same: '相同',
  differs: '不同',
  lacks: '有的没有',
};

interface TargetsCompareProps {
  readonly store: TargetsStore;
  readonly profiles: readonly TargetProfile[];
}

/** Several profiles, or versions of one, side by side. */
export function TargetsCompare({ store, profiles }: TargetsCompareProps) {
  const { indicators } = useApp().session.definitions;
  const [onlyDifferent, setOnlyDifferent] = useState(false);
  const rows = useMemo(() => comparedRows(profiles, indicators), [profiles, indicators]);
  const count = (difference: Difference) => rows.filter((row) => row.difference === difference).length;
  const shown = onlyDifferent ? rows.filter(({ difference }) => difference !== 'same') : rows;
  return (
    <section className="targets-one" aria-label="对照目标方案" data-testid="targets-compared">
      <header>
        <div>
          <h2>对照目标方案</h2>
          <p className="targets-facts">
            共 {rows.length} 项：{count('differs')} 项不同，{count('lacks')} 项有的方案没有，{count('same')}{' '}
            项相同
          </p>
        </div>
        <label className="choice">
          <input
            type="checkbox"
            checked={onlyDifferent}
            onChange={(event) => setOnlyDifferent(event.target.checked)}
          />
          只看不同的
        </label>
      </header>
      <div className="targets-scroll" tabIndex={0} role="group" aria-label="对照表">
        <table className="targets-table">
          <thead>
            <tr>
              <th scope="col">指标</th>
              <th scope="col">学段</th>
              <th scope="col">比较</th>
              {profiles.map((profile) => (
                <th key={profile.id} scope="col" className="targets-compared">
                  {profile.name}
                  {profile.id.includes('@') && ` ${versionText(profile)}`}
                  <button
                    type="button"
                    className="quiet"
                    aria-label={`不再对照 ${profile.name}`}
                    title="不再对照"
                    onClick={() => store.compare(profile.id, false)}
                  >
                    ✕
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, name, stage, cells, difference }) => (
              <tr key={key} data-difference={difference}>
                <th scope="row">{name}</th>
                <td className="targets-stage">{stage}</td>
                <td className="targets-difference">{differenceNames[difference]}</td>
                {cells.map((lines, index) => (
                  <td key={profiles[index]?.id}>
                    {lines.length === 0 ? '—' : lines.map((line) => <div key={line}>{line}</div>)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
