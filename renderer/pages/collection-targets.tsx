import { useEffect, useState } from 'react';
import { errorSentence } from '../../shared/messages';
import type { TargetProfile } from '../../shared/target-profile';
import { errorOf } from '../api';
import { Choices } from '../components/field';
import { useApp } from '../store/context';
import { inReadingOrder } from './targets-words';
import { moved, profilesOffered, profileLabel } from './collection-targets-list';

interface CollectionTargetsProps {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Leads to the page about profiles; absent where what was entered would be lost. */
  readonly onManage?: (() => void) | undefined;
}

/** The profiles that a round judges by, in the order in which they decide. */
export function CollectionTargets({ chosen, onChange, onManage }: CollectionTargetsProps) {
  const { call, session } = useApp();
  const { targetProfiles } = session.definitions;
  const [own, setOwn] = useState<readonly TargetProfile[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    call('targets.list', null)
      .then((profiles) => {
        if (!left) setOwn(profiles);
      })
      .catch((thrown: unknown) => {
        if (!left) setRefused(errorSentence(errorOf(thrown)));
      });
    return () => {
      left = true;
    };
  }, [call]);

  const offered = profilesOffered(own, inReadingOrder(targetProfiles), chosen);
  const known = new Map(offered.map((profile) => [profile.id, profile]));
  const ids = offered.map(({ id }) => id);
  const inOrder = (now: readonly string[]) => [
    ...chosen.filter((id) => now.includes(id)),
    ...now.filter((id) => !chosen.includes(id)),
  ];

  return (
    <>
      <div className="targets-choices">
        <Choices
          legend="采用的目标值（目标责任书）"
          options={ids}
          labels={Object.fromEntries(
            offered.map((profile) => [profile.id, profileLabel(profile, own.includes(profile))]),
          )}
          chosen={chosen}
          onChange={(now) => onChange(inOrder(now))}
        />
      </div>
      {onManage !== undefined && (
        <button type="button" className="link" data-testid="manage-targets" onClick={onManage}>
          查看、对照或新建目标方案
        </button>
      )}
      {refused !== null && <p className="card-problem">{refused}</p>}
      {chosen.length > 0 && (
        <div className="targets-order">
          <p className="field-hint">
            {chosen.length === 1
              ? '已采用：'
              : '先后顺序：同一指标、学段有几个目标值时，按排在前面的判定，其余只作参照。'}
          </p>
          <ol>
            {chosen.map((id, index) => {
              const profile = known.get(id);
              const isOwn = own.some((each) => each.id === id);
              const name = `${profile?.name ?? id}${isOwn ? ` 第 ${profile?.version} 版` : ''}`;
              return (
                <li key={id}>
                  <span>{name}</span>
                  {chosen.length > 1 && (
                    <>
                      <button
                        type="button"
                        disabled={index === 0}
                        aria-label={`${name} 提前`}
                        onClick={() => onChange(moved(chosen, index, -1))}
                      >
                        提前
                      </button>
                      <button
                        type="button"
                        disabled={index === chosen.length - 1}
                        aria-label={`${name} 靠后`}
                        onClick={() => onChange(moved(chosen, index, 1))}
                      >
                        靠后
                      </button>
                    </>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </>
  );
}
