import js from '@eslint/js'
import { defineConfig } from 'eslint/config'
import typescript from 'typescript-eslint'

const environmentIsReadOnce = {
  object: 'process',
  property: 'env',
  message: 'Only src/config.ts reads the environment: what it found is passed as arguments.',
}

export default defineConfig(
  { ignores: ['node_modules', '.lab', 'coverage'] },
  js.configs.recommended,
  typescript.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-params': ['error', { max: 3 }],
      'no-restricted-properties': ['error', environmentIsReadOnce],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['src/**'],
    rules: { 'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['src/config.ts', 'test/**'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['test/**'], rules: { 'max-lines': ['error', { max: 300 }] } },
  {
    files: ['**/*.cjs', '**/*.js', '**/*.mjs'],
    extends: [typescript.configs.disableTypeChecked],
    languageOptions: { globals: { module: 'writable' } },
  },
  {
    files: ['public/**'],
    languageOptions: {
      globals: Object.fromEntries(
        ['document', 'addEventListener', 'setInterval', 'clearInterval', 'fetch', 'FormData', 'DOMParser'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
  },
)
