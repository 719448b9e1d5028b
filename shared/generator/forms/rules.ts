import { accessTables } from './access-tables';
import { classSizes } from './class-sizes';
import type { FormRule } from './counted-as';
import { dropoutTables } from './dropout-tables';
import { moneyTables } from './money-tables';
import { premisesTables } from './premises-tables';
import { pupilChanges } from './pupil-changes';
import { pupilTables } from './pupil-tables';
import { schoolRecord } from './school-record';
import { specialNeedsForms } from './special-needs';
import { staffChanges } from './staff-changes';
import { staffTables } from './staff-tables';

/** How each matrix and field form is counted, both editions and the bureau's own. */
export const formRules: Readonly<Record<string, FormRule>> = {
  ...schoolRecord,
  ...classSizes,
  ...pupilTables,
  ...pupilChanges,
  ...specialNeedsForms,
  ...staffTables,
  ...staffChanges,
  ...premisesTables,
  ...dropoutTables,
  ...accessTables,
  ...moneyTables,
};
