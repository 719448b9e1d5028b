import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { dependencyRules } from './eslint-dependencies.mjs';
import { securityRules } from './eslint-security.mjs';

/** Lets `max-lines` count style sheets, which need no other rule. */
const linesOnly = {
  /** @param {string} text */
  parse: (text) => {
    const lines = text.split('\n');
    const end = { line: lines.length, column: lines.at(-1)?.length ?? 0 };
    const loc = { start: { line: 1, column: 0 }, end };
    return { type: 'Program', body: [], tokens: [], comments: [], range: [0, text.length], loc };
  },
};

export default defineConfig(
  globalIgnores(['out/', 'node_modules/', 'resources/', 'test/fixtures/']),
  {
    files: ['**/*.{ts,tsx,mjs,css}'],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: { 'max-lines': ['error', 400] },
  },
  { files: ['**/*.css'], languageOptions: { parser: linesOnly } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: 'error',
    },
  },
  { files: ['renderer/**/*.{ts,tsx}'], extends: [reactHooks.configs.flat.recommended] },
  ...dependencyRules,
  ...securityRules,
);
