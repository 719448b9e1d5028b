interface TemplateIntroductionProps {
  readonly busy: boolean;
  readonly onChoose: () => void;
  readonly onBack: () => void;
}

/** What the page is for, before a template is chosen. */
export function TemplateIntroduction({ busy, onChoose, onBack }: TemplateIntroductionProps) {
  return (
    <section className="card template-introduction">
      <h1>填入县里的模板</h1>
      <p>
        县里发了自己的空白表（.xlsx），要按它的样子上报？选择它，程序把本校已经填好的数放进对应的格子，别的一概不动。
      </p>
      <ol>
        <li>选择空白模板。县里一同发来的「对照文件」（.json）放在同一个文件夹里，会自动带上。</li>
        <li>看一遍程序找到的位置；没有找到的，点那一格，在右边选从哪张表的哪一行哪一列取。</li>
        <li>点「填入本校数据」，另存为一个新文件。空白模板本身不会改动。</li>
      </ol>
      <div className="card-buttons">
        <button
          type="button"
          className="primary"
          disabled={busy}
          data-testid="choose-template"
          onClick={onChoose}
        >
          选择空白模板…
        </button>
        <button type="button" disabled={busy} data-testid="template-back" onClick={onBack}>
          返回
        </button>
      </div>
      <p className="card-hint">含学生姓名、身份证件号的名册只在本机保存，不填入模板。</p>
    </section>
  );
}
