export function AccessPage() {
  return <h1>人员与密码</h1>;
}
