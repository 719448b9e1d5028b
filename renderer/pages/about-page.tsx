export function AboutPage() {
  return <h1>关于与自检</h1>;
}
