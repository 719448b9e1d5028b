import { expect, it } from 'vitest';
import { shippedDefinitions } from '../support/definitions';
import { indicatorTable } from '../support/indicator-table';

const head = `# All indicators

Made from \`resources/indicators\` by \`npm run unit -- test/unit/indicator-list.test.ts -u\`; a table that is out of date
fails the tests. The first reading is the default. What is typed by hand stands in the named rows of 局补充1 (the 变动表 does
not tell it), 局补充2 (a school's own) and 局补充3 (the township's).

`;

it('docs/indicators-list.md is what the definitions say', async () => {
  const table = head + indicatorTable(shippedDefinitions());
  await expect(table).toMatchFileSnapshot('../../docs/indicators-list.md');
});
