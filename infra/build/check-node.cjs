// Loaded before every program of the project (`node -r`), and therefore plain JavaScript: an older Node cannot read the others.
if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `This is Node ${process.versions.node}; the project's programs need Node 24, which "npm ci" brings along for them. ` +
      'It seems to have been left out (--ignore-scripts?): run "npm rebuild node", or use Node 24 yourself.',
  );
  process.exit(1);
}
