/work/main/node_modules/.bin/esbuild scratch/wire.ts --bundle --platform=node --format=esm --packages=external --outfile=scratch/wire.mjs --log-level=warning && node scratch/wire.mjs "$@"
