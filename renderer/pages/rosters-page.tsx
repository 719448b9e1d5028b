interface RostersPageProps {
  readonly part: 'load' | 'fill' | 'moves' | 'people' | null;
}

/** 名册: lists that are loaded here fill the forms; each part of it is a file of its own (`rosters-load`, `-fill`, …). */
export function RostersPage({ part }: RostersPageProps) {
  return (
    <div className="page rosters" data-part={part ?? 'load'}>
      <h1>名册</h1>
    </div>
  );
}
