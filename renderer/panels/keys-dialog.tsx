import { Dialog } from '../components/dialog';
import '../styles/keys.css';

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: '填表',
    keys: [
      ['直接输入', '替换本格内容'],
      ['F2 或双击', '修改本格内容；再按 F2，方向键又用来移动'],
      ['Backspace', '清空本格并开始输入'],
      ['Enter / Shift+Enter', '确认，到下面 / 上面一格'],
      ['Tab / Shift+Tab', '确认，到右面 / 左面一格'],
      ['Tab … Tab，再按 Enter', '到下一行开始按 Tab 的那一列'],
      ['Ctrl+Enter', '把输入的内容填进所选的每一格'],
      ['Ctrl+;', '填今天的日期'],
      ['数字键', '在选项格里选第几项（打开列表后也可以；编号到 9）'],
      ['Esc', '放弃这次输入'],
    ],
  },
  {
    title: '移动',
    keys: [
      ['↑ ↓ ← →', '移动，跳过不填的格'],
      ['Ctrl+方向键', '到这一行或列的尽头'],
      ['Home / End', '到行首 / 行尾'],
      ['Ctrl+Home / Ctrl+End', '到第一格 / 最后一格'],
      ['PageUp / PageDown', '向上 / 向下一屏'],
      ['Ctrl+F', '在本表查找指标或数值；Enter 下一个，Shift+Enter 上一个，Esc 回到表格'],
      ['Ctrl+G', '转到一格（如 04.15）或一张表（如 3113）'],
    ],
  },
  {
    title: '选择',
    keys: [
      ['Shift+方向键', '选择多格；再加 Ctrl 选到尽头'],
      ['Shift+Home / End', '选到行首 / 行尾；再加 Ctrl 选到表头 / 表尾'],
      ['Shift+PageUp / PageDown', '向上 / 向下选一屏'],
      ['Shift+空格 / Ctrl+空格', '选整行 / 整列'],
      ['Ctrl+A，或点左上角', '全选本表'],
      ['拖动，或 Shift+单击', '选一块；拖到边上会自动滚动'],
      ['单击表头、指标名称或代码', '选这些列 / 这一行'],
      ['选中多格时 Enter / Tab', '只在所选的格里移动'],
    ],
  },
  {
    title: '复制、填充和撤销',
    keys: [
      ['Ctrl+C / Ctrl+X / Ctrl+V', '复制 / 剪切 / 粘贴，可与 WPS、Excel 互贴'],
      ['Ctrl+D / Ctrl+R', '用上面 / 左面的格向下 / 向右填充'],
      ['Delete', '清空所选的格'],
      ['Ctrl+Z / Ctrl+Y', '撤销 / 恢复，不限步数，跨表也可以'],
    ],
  },
  {
    title: '台账和名册',
    keys: [
      ['Ctrl+Enter', '没在输入时，增加一行'],
      ['Ctrl+Shift+＝ / Ctrl+I', '在所选行上面 / 下面插入'],
      ['Ctrl+Shift+D', '复制所选行'],
      ['Alt+↑ / Alt+↓', '把所选行上移 / 下移；在有 ▾ 的格里 Alt+↓ 打开选项'],
      ['Ctrl+Delete', '删除所选行'],
      ['Alt+Shift+↑ / ↓', '按这一列升序 / 降序，再按一次恢复登记顺序'],
      ['Ctrl+Shift+L', '筛选这一列'],
      ['打拼音', '在选项格里找选项，如 zlcj 找智力残疾'],
    ],
  },
  {
    title: '上年的数',
    keys: [
      ['F4', '在每格显示 / 不显示上年的数'],
      ['F7', '到下一个待核的格'],
      ['Ctrl+M', '确认所选的格与上年相比没有变化'],
    ],
  },
  {
    title: '导入',
    keys: [
      ['↑ ↓ / PageUp PageDown', '在各处不同之间移动'],
      ['Home / End', '到第一项 / 最后一项'],
      ['空格', '选或不选这一项'],
      ['Tab', '到「只看」、按钮和列表'],
      ['Ctrl+O', '换一个文件'],
      ['Esc', '放弃导入'],
    ],
  },
  {
    title: '载入名册时的问题',
    keys: [
      ['↑ ↓ / PageUp PageDown / Home End', '逐条 / 十条 / 第一条、最后一条'],
      ['Enter', '改正；改好了再按一次'],
      ['Delete', '排除这一行'],
      ['Y', '确认无误，认不出的当作空白'],
      ['Ctrl+Z', '撤销刚才的处理'],
    ],
  },
  {
    title: '名册里的变动',
    keys: [
      ['1 2 3 …', '给这一行或勾选的各行一个来源或去向'],
      ['空格 / Shift+↑↓ / Ctrl+A', '勾选这一行 / 连着勾 / 全勾'],
      ['Enter', '推断的没错'],
      ['Delete', '取消说明'],
      ['Ctrl+Z / Ctrl+Y', '撤销 / 恢复'],
    ],
  },
  {
    title: '县里的模板',
    keys: [
      ['↑ ↓ ← →', '在模板里移动'],
      ['Enter', '写这一格的来源，Esc 回到模板'],
      ['Delete', '清除这一格的对照'],
      ['Ctrl+Z / Ctrl+Y', '撤销 / 恢复'],
    ],
  },
  {
    title: '程序',
    keys: [
      ['Ctrl+PageUp / PageDown', '上一张表 / 下一张表'],
      ['Ctrl+K', '换学校，可按校名、标识码、拼音首字母查找'],
      ['Ctrl+Shift+PageUp / PageDown', '上一所 / 下一所学校，表和格不变'],
      ['F6', '在目录、表格、单元格说明、校验结果之间切换'],
      ['F8、Shift+F8', '到下一个、上一个问题'],
      ['F9', '定稿，会先问一次'],
      ['Ctrl+O', '导入工作簿'],
      ['Ctrl+P', '打印本表或全部'],
      ['Ctrl+S', '立即保存（平时自动保存）'],
      ['Ctrl+L', '锁定（设了密码时）'],
      ['Ctrl+加号 / 减号 / 0', '放大 / 缩小 / 恢复，Ctrl+滚轮也可以'],
      ['Ctrl+Enter', '写说明时保存'],
      ['F1', '使用手册，翻到正在用的这一页；Esc 回到原处'],
      ['Shift+F1', '本页'],
    ],
  },
];

interface KeysDialogProps {
  readonly onClose: () => void;
}

export function KeysDialog({ onClose }: KeysDialogProps) {
  return (
    <Dialog title="按键说明" onClose={onClose} wide>
      <div className="keys">
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <dl>
              {group.keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
