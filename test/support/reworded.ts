const meets = (id: string, stage: string) => `indicator("${id}", "${stage}") >= target("${id}", "${stage}")`;

/** Relations whose wording differs from the reference, each for a reason. */
export const reworded: Record<string, string> = {
  // A verdict comes from the indicator, unrounded, never from the rounded cell.
  'LKC2-12': 'indicator("primary_dropout_rate", "小学") <= target("primary_dropout_rate", "小学")',
  'LKC2-13': 'indicator("junior_dropout_rate", "初中") <= target("junior_dropout_rate", "初中")',
  // The ledger keeps pupils who turned out to be no dropouts; its notes let only the others feed 局控辍2.
  'LKC2-08':
    'r01c05 = count(局控辍1, c06 = "小学" and c21 not in ("转学(已核实)", "送教上门", "休学", "死亡")) and r01c14 = count(局控辍1, c06 = "小学" and c21 = "已复学")',
  'LKC2-09':
    'r08c05 = count(局控辍1, c06 = "初中" and c21 not in ("转学(已核实)", "送教上门", "休学", "死亡")) and r08c14 = count(局控辍1, c06 = "初中" and c21 = "已复学")',
  'LTJ1-08': meets('three_disability_enrollment_rate', '特教'),
  // 局特教1 knows 小学 and 初中 only; the roster has children of 学前 as well.
  'LTJ1-07':
    'r01c06 = count(局特教2, c08 in ("小学", "初中") and c10 <> "未入学") and r01c11 = count(局特教2, c08 in ("小学", "初中") and c10 = "未入学")',
  'LGG1-09': meets('primary_6yr_cohort_retention', '小学'),
  'LGG1-10': meets('junior_3yr_cohort_retention', '初中'),
  'LGG1-11': meets('nine_year_retention_rate', '县域'),
  'LGG2-05': `${meets('primary_annual_retention_rate', '小学')} and ${meets('junior_annual_retention_rate', '初中')}`,
  'LRX1-09': meets('primary_net_enrollment_rate', '小学'),
  'LRX1-10': meets('junior_enrollment_rate', '初中'),
  'LPJ1-05': meets('preschool_gross_enrollment_rate', '学前'),
  'LPJ1-06': meets('youth_literacy_rate', '县域'),
  'LSX1-06': meets('junior_to_senior_promotion_rate', '初中'),
  // In a 五四 school the pupils who leave now came five and four years ago.
  'LGG1-12':
    'r01c01 = if(school.yearsPrimary = 6, back(6, 基础基312!r01c02), back(5, 基础基312!r01c02)) and r03c01 = if(school.yearsJunior = 3, back(3, 基础基313!r01c02), back(4, 基础基313!r01c02))',
  // The balance has to be told what it is the balance of.
  'LJF2-05': 'r01c02 <= 局经费1!r07c04 + prevBalance(局经费1!r07c04, r01c02)',
  // 99.996 % prints as 100.00 and is not the full sum.
  'LJF1-08': 'r07c04 / r07c03 * 100 >= 100',
  // A school of 初中 alone is not held to the target of 小学.
  'LJF2-03': 'r06c01 >= r01c01 * target("training_fund_share", "义务教育") / 100',
  'LJF2-04': 'r06c02 >= r01c02 * target("training_fund_share", "义务教育") / 100',
  // The completed value is the indicator as it prints, or what another reading of the sources says. The three kinds of
  // disability leave out 其他, which the rate of 局特教1 counts.
  'LMB1-01':
    'if(printsAs(indicator("primary_net_enrollment_rate", "小学"), r01c02, 2), true, r01c02 = 局入学1!r01c10) and if(printsAs(indicator("primary_dropout_rate", "小学"), r02c02, 2), true, r02c02 = 局控辍2!r01c16) and if(printsAs(indicator("junior_enrollment_rate", "初中"), r03c02, 2), true, r03c02 = 局入学1!r08c10) and if(printsAs(indicator("junior_dropout_rate", "初中"), r04c02, 2), true, r04c02 = 局控辍2!r08c16) and if(printsAs(indicator("three_disability_enrollment_rate", "特教"), r05c02, 2), true, r05c02 = round(sum(局特教1!r01c02:局特教1!r01c04) / (sum(局特教1!r01c02:局特教1!r01c04) + sum(局特教1!r01c07:局特教1!r01c09)) * 100, 2)) and if(printsAs(indicator("preschool_gross_enrollment_rate", "学前"), r06c02, 2), true, r06c02 = 局普及1!r01c05) and if(printsAs(indicator("youth_literacy_rate", "县域"), r07c02, 2), true, r07c02 = 局普及1!r03c05) and if(printsAs(indicator("nine_year_retention_rate", "县域"), r08c02, 2), true, r08c02 = 局巩固1!r05c14) and if(printsAs(indicator("primary_6yr_cohort_retention", "小学"), r09c02, 2), true, r09c02 = 局巩固1!r01c14) and if(printsAs(indicator("junior_3yr_cohort_retention", "初中"), r10c02, 2), true, r10c02 = 局巩固1!r03c14) and if(printsAs(indicator("junior_to_senior_promotion_rate", "初中"), r11c02, 2), true, r11c02 = 局升学1!r01c10) and if(printsAs(indicator("training_fund_share", "义务教育"), r12c02, 2), true, r12c02 = 局经费2!r06c03) and if(printsAs(indicator("per_pupil_public_funds_delivery_rate", "义务教育"), r13c02, 2), true, r13c02 = 局经费1!r07c08)',
  // Where there is no target or no figure, nothing is met or missed; the indicator is judged unrounded,
  // and by the operator of the threshold that binds.
  'LMB1-02':
    'if(r*c01 <> "" and r*c02 <> "", r*c03 = if(meets(unrounded(r*c02, 2), r*c01), "达标", "未达标"), true)',
  'LMB1-03':
    'if(r*c01 <> "" and r*c02 <> "", r*c03 = if(meets(unrounded(r*c02, 2), r*c01), "达标", "未达标"), true)',
  // What the program says of the figure is no reason.
  'LMB1-04': 'if(r*c03 = "未达标", r*c04 <> "" and r*c04 <> row.words, true)',
  // Stages of one school share its rooms and grounds by their pupils; divided by the pupils of 小学 alone, the figure
  // of a 九年一贯制学校 would be too good.
  'LJH1-03':
    'r04c03 = round((教基5170!r05c04 - 教基5170!r12c04) / max(教基3112!r01c07, 教基3040!r04c17 + 教基3040!r07c17 + 教基3040!r10c17), 2)',
  'LJH1-04':
    'r05c03 = round((教基5176!r03c01 + 教基5170!r12c04) / max(教基3112!r01c07, 教基3040!r04c17 + 教基3040!r07c17 + 教基3040!r10c17), 2)',
  'LJH1-05':
    'r06c03 = round(教基5176!r15c01 * 10000 / max(教基3112!r01c07, 教基3040!r04c17 + 教基3040!r07c17 + 教基3040!r10c17), 2)',
  'LJH1-06':
    'r07c03 = round(教基5176!r13c01 * 100 / max(教基3112!r01c07, 教基3040!r04c17 + 教基3040!r07c17 + 教基3040!r10c17), 2)',
  // Each item is judged unrounded, in the column that says so. 初中 has its own columns, and a school has to meet the standards of each stage that it teaches.
  'LJH1-07':
    'if(sum(r01c03:r07c03) > 0, countRows(r*c01 <= 0 or r*c04 = "达标") >= 6 and countRows(r*c01 <= 0 or r*c04 in ("达标", "基本")) = 7, true) and if(sum(r01c07:r07c07) > 0, countRows(r*c05 <= 0 or r*c08 = "达标") >= 6 and countRows(r*c05 <= 0 or r*c08 in ("达标", "基本")) = 7, true)',
  // One relation over both stages is skipped by every school that fills the pupils of only one of them.
  'J512-09': 'if(基础基312!r06c04 > 0, r16c01 > 0, true) and if(基础基313!r05c03 > 0, r16c01 > 0, true)',
  // Coordinates that nobody has measured yet are no coordinates out of range, as J111-03 and J111-04 have it.
  'J111-05':
    'if([longitude] > 0 and [latitude] > 0, [longitude] >= 73 and [longitude] <= 136 and [latitude] >= 3 and [latitude] <= 54, true)',
  // Its text names a limit for 初中 as well.
  'J531-01': 'r01c01 >= 基础基312!r01c04 * 15 and r01c01 >= 基础基313!r01c03 * 25',
};
