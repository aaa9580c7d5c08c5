/*
 * Counts what a program does to the files of one folder, and ends it at a chosen operation: as a kill ends it, or as a power
 * cut leaves the disk. Loaded by LD_PRELOAD, on Linux.
 *
 *   CRASH_FOLDER  the folder
 *   CRASH_COUNT   a file to write the number of operations to, one line for each: its number, what, which file
 *   CRASH_AT      the operation in place of which the program ends; none when 0 or left out
 *   CRASH_MODE    kill (the default), or power
 *   CRASH_SEED    which of the states that a power cut can leave
 *
 * Model of a power cut. Of the writes of a file since it was last synced, nothing, a beginning of them, or any of them has
 * reached the disk, and one of them in part, by whole sectors. Names (create, rename, unlink) reach it in their order, and all
 * of them with the next sync of anything. Shared memory (-shm) does not outlive the machine.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { SECTOR = 512, MOST_HANDLES = 4096 };

/* A write at an offset, or a change of the length where there are no bytes. */
typedef struct Write {
  long offset, length;
  char *bytes;
  struct Write *next;
} Write;

/* What a name stands for: its content when it was last synced, and what has been written since. */
typedef struct File {
  char *synced;
  long length;
  Write *first, *last;
} File;

typedef struct Name {
  char path[1024];
  File *file;
} Name;

/* A change of a name that no sync has followed: `file` is NULL where it goes, `gone` the other name of one that moves. */
typedef struct Change {
  Name name;
  char gone[1024];
  struct Change *next;
} Change;

static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;
static const char *folder;
static FILE *count_file;
static long crash_at, operations;
static int is_power;
static uint64_t seed;
static File *handles[MOST_HANDLES];
static File folder_itself;
static Name names[512], present[512];
static int name_count, present_count;
static Change *changes, *last_change;

static uint64_t chance(uint64_t below) {
  seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
  return seed % below;
}

__attribute__((constructor)) static void begin(void) {
  const char *at = getenv("CRASH_AT"), *mode = getenv("CRASH_MODE"), *own = getenv("CRASH_SEED");
  folder = getenv("CRASH_FOLDER");
  if (getenv("CRASH_COUNT")) count_file = fopen(getenv("CRASH_COUNT"), "w");
  crash_at = at ? atol(at) : 0;
  is_power = mode && !strcmp(mode, "power");
  seed = 88172645463325252u ^ (own ? strtoull(own, 0, 10) * 2654435761u : 0);
  for (int round = 0; round < 20; round++) chance(2);
  /* Processes that this one starts are no part of it. */
  unsetenv("LD_PRELOAD");
}

static int is_below(const char *path) {
  return folder && path && !strncmp(path, folder, strlen(folder));
}

/* ---- the state of the disk ---- */

static Name *find(Name *table, int length, const char *path) {
  for (int index = 0; index < length; index++)
    if (!strcmp(table[index].path, path)) return &table[index];
  return NULL;
}

static void set(Name *table, int *length, const char *path, File *file) {
  Name *known = find(table, *length, path);
  if (!known) known = &table[(*length)++];
  snprintf(known->path, sizeof known->path, "%s", path);
  known->file = file;
}

static char *content(const char *path, long *length) {
  long handle = syscall(SYS_open, path, O_RDONLY), got = 0, piece;
  struct stat found;
  *length = 0;
  if (handle < 0) return NULL;
  if (syscall(SYS_fstat, handle, &found) != 0) found.st_size = 0;
  char *bytes = malloc(found.st_size + 1);
  while (got < found.st_size && (piece = syscall(SYS_read, handle, bytes + got, found.st_size - got)) > 0) got += piece;
  syscall(SYS_close, handle);
  *length = got;
  return bytes;
}

static int exists(const char *path) {
  struct stat found;
  return syscall(SYS_stat, path, &found) == 0;
}

/* The file of a name, as it is on the disk when it is first met. */
static File *file_of(const char *path) {
  Name *known = find(present, present_count, path);
  if (known && known->file) return known->file;
  File *file = calloc(1, sizeof *file);
  file->synced = content(path, &file->length);
  set(present, &present_count, path, file);
  if (file->synced) set(names, &name_count, path, file);
  return file;
}

static void change_name(const char *path, File *file, const char *gone) {
  Change *change = calloc(1, sizeof *change);
  snprintf(change->name.path, sizeof change->name.path, "%s", path);
  snprintf(change->gone, sizeof change->gone, "%s", gone);
  change->name.file = file;
  if (last_change) last_change->next = change;
  else changes = change;
  last_change = change;
  if (*gone) set(present, &present_count, gone, NULL);
  set(present, &present_count, path, file);
}

static void apply(char **bytes, long *length, const Write *write, long part) {
  long end = write->bytes ? write->offset + part : write->offset;
  if (end > *length) {
    *bytes = realloc(*bytes, end + 1);
    memset(*bytes + *length, 0, end - *length);
    *length = end;
  }
  if (write->bytes) memcpy(*bytes + write->offset, write->bytes, part);
  else *length = write->offset;
}

static void apply_changes(long most) {
  while (changes && most-- > 0) {
    Change *done = changes;
    if (*done->gone) set(names, &name_count, done->gone, NULL);
    set(names, &name_count, done->name.path, done->name.file);
    changes = done->next;
    free(done);
  }
  if (!changes) last_change = NULL;
}

static void sync_file(File *file) {
  for (Write *write = file->first, *next; write; write = next) {
    next = write->next;
    apply(&file->synced, &file->length, write, write->length);
    free(write->bytes);
    free(write);
  }
  file->first = file->last = NULL;
  apply_changes(1L << 30);
}

static void record(File *file, long offset, const void *bytes, long length) {
  Write *write = calloc(1, sizeof *write);
  write->offset = offset;
  write->length = length;
  if (bytes) memcpy(write->bytes = malloc(length + 1), bytes, length);
  if (file->last) file->last->next = write;
  else file->first = write;
  file->last = write;
}

/* ---- the end ---- */

static void put(const char *path, const File *file) {
  long length = file->length, count = 0, index = 0, done = 0, piece;
  char *bytes = malloc(length + 1);
  if (length) memcpy(bytes, file->synced, length);
  for (Write *write = file->first; write; write = write->next) count++;
  uint64_t way = chance(3), beginning = count ? chance(count + 1) : 0, torn = count ? chance(count) : 0;
  for (Write *write = file->first; write; write = write->next, index++) {
    int is_kept = way == 0 ? 0 : way == 1 ? index < (long)beginning : (int)chance(2);
    long sectors = (write->length + SECTOR - 1) / SECTOR;
    long part = is_kept && index == (long)torn && sectors > 1 ? SECTOR * (long)(1 + chance(sectors - 1)) : write->length;
    if (is_kept) apply(&bytes, &length, write, part);
  }
  long handle = syscall(SYS_open, path, O_CREAT | O_WRONLY | O_TRUNC, 0644);
  while (done < length && (piece = syscall(SYS_write, handle, bytes + done, length - done)) > 0) done += piece;
  syscall(SYS_close, handle);
}

static void cut_power(void) {
  long pending = 0;
  for (Change *change = changes; change; change = change->next) pending++;
  apply_changes((long)chance(pending + 1));
  for (int index = 0; index < present_count; index++) {
    const Name *durable = find(names, name_count, present[index].path);
    if (!durable || !durable->file) syscall(SYS_unlink, present[index].path);
  }
  for (int index = 0; index < name_count; index++) {
    const char *path = names[index].path, *memory = "-shm";
    size_t length = strlen(path);
    if (length > 4 && !strcmp(path + length - 4, memory)) syscall(SYS_unlink, path);
    else if (names[index].file) put(path, names[index].file);
  }
}

static void operation(const char *what, const char *path) {
  operations++;
  if (count_file) fprintf(count_file, "%ld %s %s\n", operations, what, path), fflush(count_file);
  if (crash_at == 0 || operations < crash_at) return;
  if (is_power) cut_power();
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

static const char *path_of(const File *file) {
  for (int index = 0; index < present_count; index++)
    if (present[index].file == file) return present[index].path;
  return "a file without a name";
}

/* ---- what the program calls ---- */

#define REAL(type, name, ...)                                                  \
  static type (*real)(__VA_ARGS__);                                            \
  if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static File *handle_of(int handle) {
  return handle >= 0 && handle < MOST_HANDLES ? handles[handle] : NULL;
}

static int open_file(const char *path, int flags, mode_t mode) {
  REAL(int, "open64", const char *, int, ...);
  if (!is_below(path)) {
    int other = real(path, flags, mode);
    if (other >= 0 && other < MOST_HANDLES) handles[other] = NULL;
    return other;
  }
  pthread_mutex_lock(&lock);
  int is_new = (flags & O_CREAT) && !exists(path);
  if (is_new) operation("create", path);
  int handle = real(path, flags, mode);
  if (handle >= 0 && handle < MOST_HANDLES) {
    struct stat found;
    int is_folder = fstat(handle, &found) == 0 && S_ISDIR(found.st_mode);
    if (is_new) change_name(path, calloc(1, sizeof(File)), "");
    handles[handle] = is_folder ? &folder_itself : file_of(path);
    if (!is_folder && (flags & O_TRUNC)) record(handles[handle], 0, NULL, 0);
  }
  pthread_mutex_unlock(&lock);
  return handle;
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return open_file(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return open_file(path, flags, mode);
}

int close(int handle) {
  REAL(int, "close", int);
  if (handle >= 0 && handle < MOST_HANDLES) handles[handle] = NULL;
  return real(handle);
}

ssize_t pwrite64(int handle, const void *bytes, size_t length, off64_t offset) {
  REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
  File *file = handle_of(handle);
  if (!file) return real(handle, bytes, length, offset);
  pthread_mutex_lock(&lock);
  operation("write", path_of(file));
  ssize_t written = real(handle, bytes, length, offset);
  if (written > 0) record(file, offset, bytes, written);
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t pwrite(int handle, const void *bytes, size_t length, off_t offset) {
  return pwrite64(handle, bytes, length, offset);
}

ssize_t write(int handle, const void *bytes, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  File *file = handle_of(handle);
  if (!file) return real(handle, bytes, length);
  return pwrite64(handle, bytes, length, lseek(handle, 0, SEEK_CUR)) < 0 ? -1
         : (lseek(handle, length, SEEK_CUR), (ssize_t)length);
}

int ftruncate64(int handle, off64_t length) {
  REAL(int, "ftruncate64", int, off64_t);
  File *file = handle_of(handle);
  if (!file) return real(handle, length);
  pthread_mutex_lock(&lock);
  operation("truncate", path_of(file));
  record(file, length, NULL, 0);
  int result = real(handle, length);
  pthread_mutex_unlock(&lock);
  return result;
}

int ftruncate(int handle, off_t length) {
  return ftruncate64(handle, length);
}

/* The disk is not asked: a sync is the model's own, so that visits are fast. */
static int sync_handle(int handle, const char *what, int (*real)(int)) {
  File *file = handle_of(handle);
  if (!file) return real(handle);
  pthread_mutex_lock(&lock);
  operation(what, file == &folder_itself ? folder : path_of(file));
  sync_file(file);
  pthread_mutex_unlock(&lock);
  return 0;
}

int fsync(int handle) {
  REAL(int, "fsync", int);
  return sync_handle(handle, "sync", real);
}

int fdatasync(int handle) {
  REAL(int, "fdatasync", int);
  return sync_handle(handle, "sync", real);
}

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  if (!is_below(path) || !exists(path)) return real(path);
  pthread_mutex_lock(&lock);
  operation("unlink", path);
  file_of(path);
  int result = real(path);
  if (result == 0) change_name(path, NULL, "");
  pthread_mutex_unlock(&lock);
  return result;
}

int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  if (!is_below(from)) return real(from, to);
  pthread_mutex_lock(&lock);
  operation("rename", to);
  File *file = file_of(from);
  file_of(to);
  int result = real(from, to);
  if (result == 0) change_name(to, file, from);
  pthread_mutex_unlock(&lock);
  return result;
}
