import { attachedClasses, placeTypes, schoolTypes } from '../../shared/school-types';
import { Choices, Field, Select } from '../components/field';
import { centreName, type SchoolEntry, type SchoolProblems } from './school-entry';

interface SchoolFieldsProps {
  readonly entry: SchoolEntry;
  readonly problems: SchoolProblems;
  readonly onChange: (part: Partial<SchoolEntry>) => void;
}

/** Everything that is asked about a school. */
export function SchoolFields({ entry, problems, onChange }: SchoolFieldsProps) {
  const centre = centreName(entry.type);
  return (
    <>
      <div className="field-grid">
        <Field label="学校标识码" problem={problems.code} hint="10 位数字，由教育部门统一赋码">
          <input
            name="code"
            value={entry.code}
            data-focus-first
            inputMode="numeric"
            onChange={(event) => onChange({ code: event.target.value })}
          />
        </Field>
        <Field label="学校名称" problem={problems.name} hint="与公章一致的全称">
          <input
            name="name"
            value={entry.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </Field>
        <Field label="办学类型">
          <Select
            name="type"
            value={entry.type}
            options={schoolTypes}
            onChange={(type) => onChange({ type })}
          />
        </Field>
        <Field label="驻地城乡类型">
          <Select
            name="placeType"
            value={entry.placeType}
            options={placeTypes}
            onChange={(placeType) => onChange({ placeType })}
          />
        </Field>
        <Field label="学制">
          <Select
            name="system"
            value={entry.system}
            options={['六三', '五四']}
            labels={{ 六三: '六三制（小学六年、初中三年）', 五四: '五四制（小学五年、初中四年）' }}
            onChange={(system) => onChange({ system })}
          />
        </Field>
        <Field label="小学入学年龄">
          <Select
            name="entryAge"
            value={entry.entryAge === 6 ? '6' : '7'}
            options={['6', '7']}
            labels={{ 6: '6 周岁', 7: '7 周岁' }}
            onChange={(age) => onChange({ entryAge: age === '6' ? 6 : 7 })}
          />
        </Field>
        <Field label="县（市、区、旗）">
          <input
            name="county"
            value={entry.county}
            maxLength={40}
            onChange={(event) => onChange({ county: event.target.value })}
          />
        </Field>
        <Field label="乡（镇、街道）">
          <input
            name="town"
            value={entry.town}
            maxLength={40}
            onChange={(event) => onChange({ town: event.target.value })}
          />
        </Field>
      </div>
      {centre !== null && (
        <label className="choice">
          <input
            type="checkbox"
            name="townshipCentre"
            checked={entry.townshipCentre}
            onChange={(event) => onChange({ townshipCentre: event.target.checked })}
          />
          {centre}
        </label>
      )}
      <Choices
        legend="附设教学班、送教上门（没有就不选）"
        options={attachedClasses}
        chosen={entry.attachedClasses}
        onChange={(attachedClasses) => onChange({ attachedClasses })}
      />
    </>
  );
}
