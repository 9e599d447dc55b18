// What the SDK and the app weigh on the wire: their code, gzipped, without comments (as a bundler would ship it).
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';

const KB = 1_000;
const LIMITS = { sdk: 25 * KB, app: 110 * KB };
const web = new URL('..', import.meta.url).pathname;

/** @param {string} path */
function weigh(path) {
  const text = readFileSync(path, 'utf8');
  if (extname(path) !== '.js') return text;
  const compilerOptions = { removeComments: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

for (const [folder, limit] of Object.entries(LIMITS)) {
  const files = readdirSync(join(web, folder), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = files.map(entry => join(entry.parentPath ?? entry.path, entry.name));
  const bytes = gzipSync(paths.map(weigh).join('\n'), { level: 9 }).length;
  const served = paths.reduce((sum, path) => sum + gzipSync(readFileSync(path)).length, 0);
  console.log(`${folder}: ${(bytes / KB).toFixed(1)} KB of ${limit / KB} KB gzip (${(served / KB).toFixed(1)} KB as ${paths.length} files with comments)`);
  if (bytes > limit) process.exitCode = 1;
}
