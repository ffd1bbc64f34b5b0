#!/usr/bin/env node
// Committed, because npm links the commands of a workspace when it installs, before anything is built.
import '../dist/bin.js';
