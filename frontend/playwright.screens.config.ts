import { defineConfig } from '@playwright/test'
import config from './playwright.config'

/** Makes the pictures in docs/screens; run by hand with `pnpm screens`. */
export default defineConfig({ ...config, testDir: 'screens', outputDir: 'test-results/screens' })
