/work/main/node_modules/.bin/esbuild scratch/run.ts --bundle --platform=node --format=esm --packages=external --outfile=scratch/run.mjs --log-level=warning && node scratch/run.mjs "$@"
