import js from '@eslint/js'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

/** Which other features each may use. */
const FEATURES = {
  // A push leads through its conflicts.
  push: ['conflicts'],
  // The first page tells how the others stand.
  home: ['push', 'statements'],
  // A merged text is typed in the editor of statements.
  conflicts: ['statements'],
  statements: [],
  connection: [],
  audit: [],
  history: [],
  schedules: [],
}

/** A feature may use lib and components, and no other feature than those: pages put features together. */
const featureBoundaries = Object.entries(FEATURES).map(([feature, others]) => ({
  files: [`src/features/${feature}/**`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^@/(?:features/(?!(?:${[feature, ...others].join('|')})/)|pages/|app/)`,
            message: 'A feature uses src/lib and src/components; pages put features together.',
          },
        ],
      },
    ],
  },
}))

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'src/lib/*.gen.ts'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'e2e/**/*.ts', 'browser/**/*.ts', 'screens/**/*.ts', '*.config.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // The router's redirect() and notFound() are thrown and are no Error objects.
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  {
    files: ['src/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict, reactHooks.configs.flat.recommended],
  },
  ...featureBoundaries,
  {
    files: ['scripts/**', 'benchmarks/**', '*.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
)
