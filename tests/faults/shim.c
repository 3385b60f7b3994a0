/* Stands between the program and the C library: counts the calls that change what lies in one folder, and at call k
   kills the process or lets the call fail. Loaded with LD_PRELOAD; armed by shim_arm, which a test calls. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF, COUNT, KILL, TEAR, FAIL_ONCE, FAIL_ON };

#define NAMES 8192
#define NAME_LENGTH 128
#define PATH_LENGTH 4352

static volatile int mode = OFF;
static long at_call;
static long calls;
static int error_number;
static char folder[PATH_LENGTH];
static size_t folder_length;
static char names[NAMES][NAME_LENGTH];

void shim_arm(long at, int new_mode, int new_error, const char *path)
{
    snprintf(folder, sizeof folder, "%s", path);
    folder_length = strlen(folder);
    at_call = at;
    error_number = new_error;
    calls = 0;
    mode = new_mode;
}

void shim_disarm(void) { mode = OFF; }

long shim_calls(void) { return calls; }

const char *shim_name(long call) { return call >= 1 && call < NAMES ? names[call] : ""; }

static int is_inside(const char *path)
{
    return path != NULL && strncmp(path, folder, folder_length) == 0
        && (path[folder_length] == '/' || path[folder_length] == '\0');
}

static const char *path_of(int fd, char *room)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, room, PATH_LENGTH - 1);
    if (length < 0)
        return NULL;
    room[length] = '\0';
    return room;
}

static const char *path_at(int dirfd, const char *path, char *room)
{
    if (path == NULL || path[0] == '/' || dirfd == AT_FDCWD)
        return path;
    char base[PATH_LENGTH];
    if (path_of(dirfd, base) == NULL)
        return path;
    snprintf(room, PATH_LENGTH, "%.2000s/%.2000s", base, path);
    return room;
}

/* What is to become of this call: 0 goes on, 1 fails with errno set, 2 is torn in half before the end. */
static int verdict(const char *name, const char *path)
{
    if (mode == OFF || !is_inside(path))
        return 0;
    long call = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (call < NAMES)
        snprintf(names[call], NAME_LENGTH, "%s %.100s", name, path + folder_length);
    if (mode == COUNT || call < at_call || (mode != FAIL_ON && call > at_call))
        return 0;
    if (mode == KILL)
        kill(getpid(), SIGKILL);
    if (mode == TEAR)
        return 2;
    errno = error_number;
    return 1;
}

static int verdict_fd(const char *name, int fd)
{
    char room[PATH_LENGTH];
    return mode == OFF ? 0 : verdict(name, path_of(fd, room));
}

static int verdict_at(const char *name, int dirfd, const char *path)
{
    char room[PATH_LENGTH];
    return mode == OFF ? 0 : verdict(name, path_at(dirfd, path, room));
}

#define REAL(name) \
    static __typeof__(name) *real; \
    if (real == NULL) \
        real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define STOP_UNLESS_TORN(judged) \
    if ((judged) == 1) \
        return -1; \
    if ((judged) == 2) \
        kill(getpid(), SIGKILL)

ssize_t write(int fd, const void *content, size_t size)
{
    REAL(write);
    int judged = verdict_fd("write", fd);
    if (judged == 2)
        real(fd, content, size / 2);
    STOP_UNLESS_TORN(judged);
    return real(fd, content, size);
}

#define POSITIONED(name, offset_type) \
    ssize_t name(int fd, const void *content, size_t size, offset_type offset) \
    { \
        REAL(name); \
        int judged = verdict_fd(#name, fd); \
        if (judged == 2) \
            real(fd, content, size / 2, offset); \
        STOP_UNLESS_TORN(judged); \
        return real(fd, content, size, offset); \
    }
POSITIONED(pwrite, off_t)
POSITIONED(pwrite64, off64_t)

#define ON_FD(name, parameters, arguments) \
    int name parameters \
    { \
        REAL(name); \
        int judged = verdict_fd(#name, fd); \
        STOP_UNLESS_TORN(judged); \
        return real arguments; \
    }
ON_FD(fsync, (int fd), (fd))
ON_FD(fdatasync, (int fd), (fd))
ON_FD(ftruncate, (int fd, off_t size), (fd, size))
ON_FD(ftruncate64, (int fd, off64_t size), (fd, size))

#define ON_PATH(name, parameters, dirfd, path, arguments) \
    int name parameters \
    { \
        REAL(name); \
        int judged = verdict_at(#name, dirfd, path); \
        STOP_UNLESS_TORN(judged); \
        return real arguments; \
    }
ON_PATH(unlink, (const char *path), AT_FDCWD, path, (path))
ON_PATH(unlinkat, (int fd, const char *path, int flags), fd, path, (fd, path, flags))
ON_PATH(rmdir, (const char *path), AT_FDCWD, path, (path))
ON_PATH(mkdir, (const char *path, mode_t bits), AT_FDCWD, path, (path, bits))
ON_PATH(mkdirat, (int fd, const char *path, mode_t bits), fd, path, (fd, path, bits))
ON_PATH(truncate, (const char *path, off_t size), AT_FDCWD, path, (path, size))
ON_PATH(rename, (const char *from, const char *to), AT_FDCWD, to, (from, to))
ON_PATH(renameat, (int fd, const char *from, int to_fd, const char *to), to_fd, to, (fd, from, to_fd, to))
ON_PATH(link, (const char *from, const char *to), AT_FDCWD, to, (from, to))
ON_PATH(linkat, (int fd, const char *from, int to_fd, const char *to, int flags), to_fd, to,
        (fd, from, to_fd, to, flags))

#define COPYING(name, parameters, out, arguments) \
    ssize_t name parameters \
    { \
        REAL(name); \
        int judged = verdict_fd(#name, out); \
        STOP_UNLESS_TORN(judged); \
        return real arguments; \
    }
ssize_t sendfile(int out, int in, off_t *offset, size_t count);
ssize_t sendfile64(int out, int in, off64_t *offset, size_t count);
COPYING(sendfile, (int out, int in, off_t *offset, size_t count), out, (out, in, offset, count))
COPYING(sendfile64, (int out, int in, off64_t *offset, size_t count), out, (out, in, offset, count))
COPYING(copy_file_range, (int in, off64_t *from, int out, off64_t *to, size_t size, unsigned flags), out,
        (in, from, out, to, size, flags))

#define OPENING(name, before_path, dirfd, arguments) \
    int name(before_path const char *path, int flags, ...) \
    { \
        REAL(name); \
        mode_t bits = 0; \
        if (flags & (O_CREAT | __O_TMPFILE)) { \
            va_list rest; \
            va_start(rest, flags); \
            bits = va_arg(rest, mode_t); \
            va_end(rest); \
        } \
        if (flags & (O_CREAT | O_TRUNC)) { \
            int judged = verdict_at(#name, dirfd, path); \
            STOP_UNLESS_TORN(judged); \
        } \
        return real arguments; \
    }
#define NOTHING
#define DIRFD int fd,
OPENING(open, NOTHING, AT_FDCWD, (path, flags, bits))
OPENING(open64, NOTHING, AT_FDCWD, (path, flags, bits))
OPENING(openat, DIRFD, fd, (fd, path, flags, bits))
OPENING(openat64, DIRFD, fd, (fd, path, flags, bits))
