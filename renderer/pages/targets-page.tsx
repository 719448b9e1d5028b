/** 目标方案: the program's target profiles and the bureau's own. */
export function TargetsPage() {
  return <div className="page targets" />;
}
