import type { SelfCheckLine } from '../../shared/ipc-about';

/** What only the window knows: fonts, how large things are shown, and how much of them has room. */

interface Font {
  readonly name: string;
  /** Names that programs ask for it by. */
  readonly families: readonly string[];
}

/** Of the official forms, in the order of their importance. */
const official: readonly Font[] = [
  { name: '宋体', families: ['SimSun', '宋体'] },
  { name: '黑体', families: ['SimHei', '黑体'] },
  { name: '仿宋', families: ['FangSong', '仿宋', 'FangSong_GB2312', '仿宋_GB2312'] },
  { name: '楷体', families: ['KaiTi', '楷体', 'KaiTi_GB2312', '楷体_GB2312'] },
];

/** What stands in for them; the style sheets name the same. */
const others: readonly Font[] = [
  { name: '微软雅黑', families: ['Microsoft YaHei'] },
  { name: '思源宋体', families: ['Noto Serif CJK SC', 'Source Han Serif SC'] },
  { name: '思源黑体', families: ['Noto Sans CJK SC', 'Source Han Sans SC'] },
  { name: '文泉驿', families: ['WenQuanYi Micro Hei', 'WenQuanYi Zen Hei'] },
];

/** A font is there when Latin text asked for in it is as wide as in no other: Chinese characters are square in all. */
const sample = 'mmmmWWWiiiill@0123456789&Qg';
const plain = ['monospace', 'serif', 'sans-serif'] as const;

function fontsThere(): (font: Font) => boolean {
  const context = document.createElement('canvas').getContext('2d');
  const widthIn = (families: string): number => {
    if (context === null) return 0;
    context.font = `72px ${families}`;
    return context.measureText(sample).width;
  };
  const widths = new Map(plain.map((family) => [family, widthIn(family)]));
  return ({ families }) =>
    families.some((family) => plain.some((base) => widthIn(`"${family}", ${base}`) !== widths.get(base)));
}

function fontLine(): SelfCheckLine {
  const isThere = fontsThere();
  const missing = official.filter((font) => !isThere(font)).map(({ name }) => name);
  const found = official.filter(({ name }) => !missing.includes(name)).map(({ name }) => name);
  const standIns = others.filter(isThere).map(({ name }) => name);
  const line = { id: 'fonts', label: '字体' };
  const value = [
    ...(found.length === 0 ? [] : [`有${found.join('、')}`]),
    ...(missing.length === 0 ? [] : [`没有${missing.join('、')}`]),
    ...(missing.length === 0 || standIns.length === 0 ? [] : [`由${standIns.join('、')}代替`]),
  ].join('；');
  if (found.length + standIns.length === 0)
    return { ...line, value, state: 'bad', advice: '没有找到中文字体，汉字可能显示成方框。请安装中文字体。' };
  if (missing.includes('宋体') || missing.includes('黑体'))
    return {
      ...line,
      value,
      state: 'warning',
      advice: '屏幕和打印的字形会略有不同；导出的 Excel 仍写明宋体、黑体，在县里的电脑上照常显示。',
    };
  return { ...line, value, state: 'good' };
}

/** Points of the design; below it the side panels become drawers. */
const smallest = { width: 900, height: 560 };

function screenLine(): SelfCheckLine {
  const scale = Math.round(window.devicePixelRatio * 100);
  const { innerWidth: width, innerHeight: height, screen } = window;
  const line = {
    ...{ id: 'screen', label: '显示' },
    value: `缩放 ${scale}%，窗口 ${width}×${height}，屏幕 ${screen.width}×${screen.height}`,
  };
  return width < smallest.width || height < smallest.height
    ? {
        ...line,
        state: 'warning',
        advice: '窗口能放下的内容较少，报表目录和说明收成了抽屉。可以最大化窗口，或按 Ctrl+0 恢复大小。',
      }
    : { ...line, state: 'good' };
}

export const windowLines = (): readonly SelfCheckLine[] => [fontLine(), screenLine()];
