// Runs on whatever Node is on the PATH, so that an old one gets a sentence and not a syntax error.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(`Lightwell needs Node 22.18 or newer, and this is ${process.versions.node}. ` +
    'Run "npm install" without --omit=optional so that the bundled Node 24 is used, or install Node 24.')
  process.exit(1)
}
