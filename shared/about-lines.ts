import type { SelfCheckLine } from './ipc-about';

/** What 自检 found out, made into lines. All thresholds are ours. */

const mega = 1024 * 1024;

/** Free space in bytes below which a copy may not fit any more, and below which saving itself is at risk. */
const littleSpace = 1024 * mega;
const noSpace = 100 * mega;

/** Free memory in bytes below which the program gets slow. */
const littleMemory = 300 * mega;

/** Days after which the last copy is old. */
const oldCopy = 7;
const day = 24 * 60 * 60 * 1000;

/** `1.5 GB`, `320 MB` */
export function sizeText(bytes: number): string {
  const inMega = bytes / mega;
  if (inMega >= 1024) return `${(inMega / 1024).toFixed(1)} GB`;
  return inMega >= 1 ? `${Math.round(inMega)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;
}

/** A moment by the clock of this computer, `2026-09-10 14:05`. */
export function momentText(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/**
 * A folder without the names of people and schools in it: the clerk's own folder is 「用户文件夹」, and what bears one of
 * `names` is 「…」.
 */
export function folderText(folder: string, home: string, names: readonly string[]): string {
  const isBelow = home !== '' && (folder === home || /^[\\/]/.test(folder.slice(home.length)));
  const inHome = isBelow && folder.startsWith(home);
  const rest = inHome ? `用户文件夹${folder.slice(home.length)}` : folder;
  const hidden = names.filter((name) => name.length > 1);
  return rest
    .split(/([\\/])/)
    .map((part) => (hidden.some((name) => part.includes(name)) ? '…' : part))
    .join('');
}

export function writableLine(place: string, problem: string | null): SelfCheckLine {
  const line = { id: 'folder', label: '数据文件夹' };
  if (problem === null) return { ...line, value: `${place}，可以写入`, state: 'good' };
  return {
    ...line,
    value: `${place}，不能写入（${problem}）`,
    state: 'bad',
    advice: '现在填的数存不下来。请检查这个文件夹是否被设成只读、U 盘是否写保护，或请技术人员查看。',
  };
}

export function spaceLine(free: number | null, database: number): SelfCheckLine {
  const line = { id: 'space', label: '剩余空间' };
  if (free === null)
    return { ...line, value: '查不到', state: 'warning', advice: '请在「我的电脑」里看一看。' };
  const value = `${sizeText(free)}（数据文件 ${sizeText(database)}）`;
  if (free < noSpace)
    return { ...line, value, state: 'bad', advice: '磁盘快满了，可能存不下新填的数。请先清理磁盘。' };
  if (free < littleSpace || free < 3 * database)
    return { ...line, value, state: 'warning', advice: '空间不多了，备份可能放不下。请清理磁盘。' };
  return { ...line, value, state: 'good' };
}

/** `latest`: of everything that was ever written down. */
export function clockLine(now: Date, latest: Date | null, zone: string): SelfCheckLine {
  const value = `${momentText(now)}（${zone}）`;
  const line = { id: 'clock', label: '电脑时间', value };
  if (latest !== null && now.getTime() < latest.getTime() - 60_000)
    return {
      ...line,
      state: 'bad',
      advice: `比最后一次修改（${momentText(latest)}）还早。请校准电脑的日期和时间；已填的数不受影响。`,
    };
  if (now.getFullYear() < 2024 || now.getFullYear() > 2099)
    return { ...line, state: 'bad', advice: '日期明显不对，请校准电脑的日期和时间。' };
  return { ...line, state: 'good' };
}

export function backupLine(last: Date | null, now: Date, trouble: boolean, used: boolean): SelfCheckLine {
  const line = { id: 'backup', label: '最近备份' };
  if (trouble)
    return {
      ...line,
      value: last === null ? '没有' : momentText(last),
      state: 'bad',
      advice: '最近一次自动备份没有成功，请到「更多 → 备份与恢复」查看原因。',
    };
  const toBackups = '请到「更多 → 备份与恢复」做一次备份。';
  if (last === null)
    return used
      ? { ...line, value: '没有', state: 'warning', advice: toBackups }
      : { ...line, value: '没有（还没有数据）', state: 'good' };
  const days = Math.floor((now.getTime() - last.getTime()) / day);
  const value = `${momentText(last)}${days > 0 ? `，${days} 天前` : ''}`;
  return days > oldCopy
    ? { ...line, value, state: 'warning', advice: toBackups }
    : { ...line, value, state: 'good' };
}

export function memoryLine(free: number, total: number, own: number): SelfCheckLine {
  const value = `共 ${sizeText(total)}，空闲 ${sizeText(free)}，本程序 ${sizeText(own)}`;
  const line = { id: 'memory', label: '内存', value };
  return free < littleMemory
    ? { ...line, state: 'warning', advice: '空闲内存很少，程序会变慢。请关掉不用的程序。' }
    : { ...line, state: 'good' };
}

/** `problems`: as SQLite words them; they go to the technician. */
export function soundLine(problems: readonly string[], brokenReferences: number): SelfCheckLine {
  const line = { id: 'sound', label: '数据文件完整性' };
  if (problems.length === 0 && brokenReferences === 0) return { ...line, value: '完好', state: 'good' };
  const broken = brokenReferences > 0 ? [`${brokenReferences} 处引用失效`] : [];
  return {
    ...line,
    value: ['有损坏', ...problems.slice(0, 3), ...broken].join('；'),
    state: 'bad',
    advice: '请先不要再填。到「更多 → 备份与恢复」恢复最近的备份，或把数据文件夹整个复制给技术人员。',
  };
}

export function replayLine({ changes, total }: { changes: number; total: number }): SelfCheckLine {
  const line = { id: 'replay', label: '修改记录' };
  if (total === 0) return { ...line, value: `与现有数据一致（重放了 ${changes} 处修改）`, state: 'good' };
  return {
    ...line,
    value: `与现有数据有 ${total} 处不一致（重放了 ${changes} 处修改）`,
    state: 'bad',
    advice: '数据可能被本程序以外的工具改过。请备份后把数据文件夹复制给技术人员，并逐表核对。',
  };
}

/** What is copied: one line each, to be read out on the telephone. */
export function plainText(lines: readonly SelfCheckLine[], at: Date): string {
  const states = { good: '正常', warning: '注意', bad: '有问题' } as const;
  return [
    `填报 自检 ${momentText(at)}`,
    ...lines.map(({ label, value, state, advice }) => {
      const told = advice === undefined ? '' : `。${advice}`;
      return `${label}：${value}【${states[state]}】${told}`;
    }),
  ].join('\n');
}
