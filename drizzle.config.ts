import { defineConfig } from 'drizzle-kit'

export default defineConfig({
  dialect: 'postgresql',
  schema: './packages/schema/tables/*.ts',
  out: './migrations',
  casing: 'snake_case',
  migrations: { prefix: 'index' },
})
