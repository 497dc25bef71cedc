using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Files;

namespace SmtpAdmin.Core.Profiles;

/// <summary>
/// The user's profiles: a folder with one JSON file for each, named after it in lower case, and beside it the secret
/// where the profile keeps one of its own. Names are the same whatever their case, on every system.
/// </summary>
internal sealed class ProfileStore
{
    private const string Extension = ".json";
    private const int MaximumSize = 64 * 1024;

    private readonly string _folder;
    private readonly TimeProvider _clock;

    /// <param name="folder">The folder, or null for the user's own.</param>
    /// <param name="clock">The clock, or null for the machine's.</param>
    /// <exception cref="SmtpAdminException">No folder can be told (ProfileStoreUnavailable).</exception>
    public ProfileStore(string? folder = null, TimeProvider? clock = null)
    {
        _folder = folder ?? ProfileFolder.Locate();
        _clock = clock ?? TimeProvider.System;
    }

    /// <summary>The names of the files, sorted, in lower case; whether each is a sound profile, reading it tells.</summary>
    public IReadOnlyList<string> ListNames() => Guard(() => Directory.Exists(_folder)
        ? Directory.GetFiles(_folder, "*" + Extension)
            .Select(Path.GetFileNameWithoutExtension)
            .Where(IsName)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToList()!
        : new List<string>());

    /// <exception cref="SmtpAdminException">There is none (ProfileNotFound), or it is not sound (ProfileInvalid).</exception>
    public SmtpProfile Read(string name)
    {
        SmtpProfile profile = Find(name)
            ?? throw new SmtpAdminException(ErrorKind.ProfileNotFound, $"'{name}' was asked for.");
        ProfileRules.Check(profile);
        return profile;
    }

    /// <summary>Creates or changes a profile while no other process does.</summary>
    /// <param name="name">The profile's name.</param>
    /// <param name="change">Makes the new profile of the old one, which is null where there is none.</param>
    /// <param name="secret">The secret to keep beside it, where there is a new one and the profile keeps it so.</param>
    /// <param name="cancellationToken">Ends the wait for another process.</param>
    /// <exception cref="SmtpAdminException">The new profile is not sound, or cannot be written.</exception>
    public async Task<SmtpProfile> ChangeAsync(
        string name, Func<SmtpProfile?, SmtpProfile> change, SecureString? secret, CancellationToken cancellationToken)
    {
        ProfileName.Check(name);
        Guard(() => OwnerOnly.CreateFolder(_folder));
        using IDisposable changing = await LockAsync(cancellationToken).ConfigureAwait(false);
        SmtpProfile? old = Find(name);
        SmtpProfile profile = change(old);
        ProfileRules.Check(profile);
        if (secret is null && KeepsSecret(profile) && profile.Secret!.Store != old?.Secret?.Store)
        {
            throw new SmtpAdminException(
                ErrorKind.SecretUnavailable, $"'{name}' has no secret in {profile.Secret.Store} yet: give it with -Credential.");
        }

        Guard(() => Write(profile, secret));
        return profile;
    }

    /// <summary>Removes a profile and the secret beside it, sound or not.</summary>
    /// <exception cref="SmtpAdminException">There is none (ProfileNotFound), or it cannot be removed.</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken)
    {
        string path = PathOf(name);
        if (!File.Exists(path))
        {
            throw new SmtpAdminException(ErrorKind.ProfileNotFound, $"'{name}' was to be removed.");
        }

        using IDisposable changing = await LockAsync(cancellationToken).ConfigureAwait(false);
        Guard(() =>
        {
            File.Delete(path);
            SecretOf(name).Delete();
        });
    }

    /// <summary>Reads the secret that a profile keeps beside it (Dpapi or File).</summary>
    /// <exception cref="SmtpAdminException">It cannot be read (SecretUnavailable).</exception>
    public SecureString ReadSecret(SmtpProfile profile) => SecretOf(profile.Name).Read(profile.Secret!.Store);

    private void Write(SmtpProfile profile, SecureString? secret)
    {
        if (KeepsSecret(profile) && secret is not null)
        {
            SecretOf(profile.Name).Write(profile.Secret!.Store, secret);
        }

        AtomicFile.Write(PathOf(profile.Name), ProfileJson.Write(profile));
        if (!KeepsSecret(profile))
        {
            SecretOf(profile.Name).Delete();
        }
    }

    private static bool KeepsSecret(SmtpProfile profile) =>
        profile.Secret?.Store is SecretStore.Dpapi or SecretStore.File;

    private SmtpProfile? Find(string name)
    {
        string path = PathOf(name);
        byte[] content;
        try
        {
            content = Guard(() => AtomicFile.Read(path, MaximumSize))
                ?? throw new SmtpAdminException(ErrorKind.ProfileInvalid, $"The file of '{name}' is too large.");
        }
        catch (SmtpAdminException failure) when (failure.InnerException is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        // The name in a copy of another profile's file is not its own.
        SmtpProfile profile = ProfileJson.Read(name, content);
        return string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase) ? profile : profile with { Name = name };
    }

    private static bool IsName(string? name)
    {
        try
        {
            return ProfileName.Check(name).Length > 0;
        }
        catch (SmtpAdminException)
        {
            return false;
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, FileName(name) + Extension);

    private SecretFile SecretOf(string name) => new(_folder, FileName(name));

    private static string FileName(string name) => ProfileName.Check(name).ToLowerInvariant();

    private async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await FolderLock.TakeAsync(_folder, _clock, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(exception);
        }
    }

    private void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

    private T Guard<T>(Func<T> function)
    {
        try
        {
            return function();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(exception);
        }
    }

    private SmtpAdminException Unavailable(Exception exception) =>
        new(ErrorKind.ProfileStoreUnavailable, $"{_folder}: {exception.Message}", innerException: exception);
}
