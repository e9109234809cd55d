// Runs on the system's own Node, whatever its age: plain CommonJS.
const { spawnSync } = require('node:child_process')
const { existsSync, symlinkSync } = require('node:fs')

// npm 10 does not link the bin of optional packages that share a bin name.
const bundled = `node-${process.platform}-${process.arch}`
if (process.platform !== 'win32' && existsSync(`node_modules/${bundled}/bin/node`) && !existsSync('node_modules/.bin/node')) {
  symlinkSync(`../${bundled}/bin/node`, 'node_modules/.bin/node')
}

// tap's first run after an install would still load its TypeScript plugin; building its test class beforehand avoids that.
if (existsSync('node_modules/tap/dist/esm/run.mjs')) {
  const built = spawnSync('node', ['node_modules/tap/dist/esm/run.mjs', 'build'], {
    stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32',
  })
  process.exitCode = built.status ?? 1
}
