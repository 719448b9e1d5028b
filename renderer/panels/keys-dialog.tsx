import { Dialog } from '../components/dialog';
import '../styles/keys.css';

const groups: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: '填表',
    keys: [
      ['直接输入', '替换本格内容'],
      ['F2 或双击', '修改本格内容'],
      ['Enter / Shift+Enter', '确认，到下面 / 上面一格'],
      ['Tab / Shift+Tab', '确认，到右面 / 左面一格'],
      ['Esc', '放弃这次输入'],
      ['Delete', '清空所选的格'],
      ['数字键', '在选项格里选第几项'],
    ],
  },
  {
    title: '移动和选择',
    keys: [
      ['↑ ↓ ← →', '移动'],
      ['Ctrl+方向键', '到这一行或列的尽头'],
      ['Home / End', '到行首 / 行尾'],
      ['Ctrl+Home / Ctrl+End', '到第一格 / 最后一格'],
      ['Shift+方向键，或拖动', '选择多格'],
      ['Ctrl+A', '全选本表'],
    ],
  },
  {
    title: '复制和撤销',
    keys: [
      ['Ctrl+C / Ctrl+X / Ctrl+V', '复制 / 剪切 / 粘贴，可与 WPS、Excel 互贴'],
      ['Ctrl+Z / Ctrl+Y', '撤销 / 恢复'],
      ['Ctrl+Enter', '名册增加一行；在说明里是保存'],
      ['Ctrl+Delete', '名册删除所选行'],
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
      ['F6', '在目录、表格、单元格说明、校验结果之间切换'],
      ['F8', '到下一个问题'],
      ['F9', '定稿'],
      ['Ctrl+O', '导入工作簿'],
      ['Ctrl+P', '打印本表或全部'],
      ['Ctrl+S', '立即保存（平时自动保存）'],
      ['Ctrl+加号 / 减号 / 0', '放大 / 缩小 / 恢复'],
      ['F1', '本页'],
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
