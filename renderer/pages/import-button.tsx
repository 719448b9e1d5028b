import { useApp } from '../store/context';

/** To the import, from every page that offers it. */
export function ImportButton() {
  const { navigation } = useApp();
  return (
    <button
      type="button"
      data-testid="open-import"
      title="Ctrl+O"
      onClick={() => navigation.go({ name: 'import' })}
    >
      导入工作簿…
    </button>
  );
}
